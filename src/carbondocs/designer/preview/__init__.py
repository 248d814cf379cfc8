"""The preview: a local page that shows a pack's documents as they will print, anew after every save."""
