"""Safe reading of files other than photos: no blocking on special files, and limited sizes."""
