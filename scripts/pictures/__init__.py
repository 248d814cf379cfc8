"""The drawings and scenes of the sample verification reports."""
