// Holds nothing: its target makes the precompiled header that tests share.
