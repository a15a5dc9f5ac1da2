"""The sentences of what lies below the window, for Qt's tools for translators.

Made by packaging/sentences.py; a test fails when it has to be made anew.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

SENTENCES = (
    QT_TRANSLATE_NOOP("Sentences", "0 is all of the first taste, 1 all of the second."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot be guided by {name!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot blend with a mix of {mix:g}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot blend {name!r} and {name_2!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot call a taste {name!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot explain a taste on no photos"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot fill the gallery"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot find the model {name}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot find the starter photographs"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot import {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot learn a taste"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot learn a taste from no pictures"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot load the model {name}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot move the taste {name!r} to the trash"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot open the folder {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot rate with NIMA"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot reach the scheduler {address}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the list of models {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the look {name}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the looks {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the picks {picks_path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the picks {source}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the recipe {name}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the recipe {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the taste {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read the taste {source}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot read {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot run the networks"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot search with a taste"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot use --scheduler"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot use CUDA"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot use the taste {name!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot use the taste {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot use the triplet scheme"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot write into {out}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Cannot write {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Change its rights, or ask its owner."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check its name and that you have the right to read it."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check its name, and that its disk is there."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check its name."),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "Check that it is a file and that you have the right to read it."
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check that the disk is connected, then try again."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check the address, and that 'dask scheduler' runs there."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check the disk, and write to another one."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check the file's name, or export the taste again."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check the file's name."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Check the file's rights."),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Choose a folder of originals and one of finished pictures with the same names; their endings may differ.",
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose a folder on another disk."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose a shorter name."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another disk, or a smaller format."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another folder and try again."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another folder, or change its rights."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another folder, {folder} for example."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another folder."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another format, or a smaller long edge."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another name, or delete or rename the other first."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another name."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Choose another output folder; originals are never written."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Close other programs, then try again."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Could not enhance {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Dask's 'distributed' is not installed"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Did not store the taste {name!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Did not write {path}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "End the name with .jpg, .png, .tif, .webp or .avif."),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "Export it again as a 3-D .cube file with a domain from 0 to 1."
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Export it again, or learn the taste anew."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Found no before/after pairs"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Found no photos"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Free some space, then try again."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "GeoTIFF's map coordinates, because the pixels moved"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Give 10 to 20 finished pictures you like."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Give the file another name."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "IPTC, which {format} cannot hold"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "If the file is trustworthy, save a smaller version of it first."
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Import them with: pieditor models import FILE."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Install pieditor again."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Install pieditor with the extra 'cluster', or use --shard."),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "Install pieditor with the extra 'cpu', or 'cuda' for an NVIDIA card."
    ),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "Install pieditor with the extra 'starter', or name photos of your own."
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "It may still be on its way: try again when it is copied."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Learn both again with this version."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Learn it again from the same favourites with this version."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Learn one with: pieditor taste learn NAME PICTURES."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Leave it out, or name a photo."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Leave it out, or save a smaller version of it."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Leave it out."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Make the folder, or choose another one."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Move or delete it yourself, or choose another output folder."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name a file of weights: Keras' .hdf5 or .h5, or .safetensors."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name a photo, or the folder's photos."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name another folder, {folder} for example."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name one, or use the guide 'aesthetic'."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name photos that other programs can open."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name photos, or use --recursive to look into sub-folders."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Name some with --reject, or leave --scheme out."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Nothing to explain"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "Open it in another program; if that fails too, copy it again from the card."
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "PNG's texts {names}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Photoshop's layers"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Please report it with the output of 'pieditor doctor'."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Refused the model field"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Refused the model rater"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Refused the model {name}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Remove the file yourself."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Remove {path} yourself."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Save it as JPEG, PNG or TIFF in another program."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "The taste still works; picks cannot be added to it any more."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "There is no taste {name!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Unknown provider {provider!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Update pieditor."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Use --overwrite to replace it, or choose another name."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Use --provider auto or --provider cpu."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Use a recipe written by pieditor."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "Use one of {join}."),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "XMP, because it is damaged"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "XMP, which is larger than a JPEG can hold"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a BMP"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a GIF"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a GIMP document"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a JPEG 2000"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a JPEG XL"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a PDF"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a Photoshop document"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a ZIP archive"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "a file is there that pieditor did not write, or that was changed since"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a file of that name is in the way"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a folder of that name is in the way"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences",
        "a name has 1 to 64 letters, digits, spaces or . , ( ) + & ' -, and begins with a letter or digit",
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a part of XMP, which is missing from the file"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "a part of its path is a file, not a folder"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "an unexpected {name} ({error})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "darktable's history of edits"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "frames 2 to {last} of the animation"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences",
        "it claims {width} × {height} pixels of {size} bytes each, more than the limit of {limit:.0f} megapixels",
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", 'it does not say "format": "{format}"'),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it does not say its size (LUT_3D_SIZE)"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it exists already"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it has no version"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it has numbers that are not finite"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it has {count} colours instead of {wanted}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it has {size} nodes per axis instead of 2 to {most}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it holds nothing but zero bytes"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is a folder"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is a folder of the originals"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is a one-dimensional table"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is damaged"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is far too large"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "it is neither a Keras file (HDF5) nor a whole safetensors file"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is not a .taste file"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is not a file of looks of this version"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is not a picture (it begins like a text file)"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is not an ordinary file"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is not one of the known ones"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is of no known photo format, or the file is cut short"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is the folder of the originals"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is the original"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "it is version {version}, and this pieditor knows up to {newest}"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is {kind}, which is not supported"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it is {size} GB large; 4.3 are read"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it must lie between 0 and 1"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it needs pictures you do not like"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences",
        "it was made with another embedding model ({model}…, this version has {model_2}…)",
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "it would take the place of the photo's own edit"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its colour profile cannot be applied ({reason})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its colours are of an unknown kind ({kind})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its domain does not begin at 0"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its domain does not end at 1"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its domain does not go from 0 to 1"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its embeddings do not have 512 finite numbers each"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its folder does not exist"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its header is damaged"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its header is damaged ({reason})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its header is damaged, or the file is cut short"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its header is not that of a TIFF"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "its header promises {size} of pixels, and its {packed} cannot hold them"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its header says that it has no pixels"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its name is too long for this disk"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its palette is missing"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its picture data is damaged ({reason})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its picture data is damaged after {have}"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences",
        "its picture data is damaged, or packed in a way that is not supported (TIFF compression {number}: {reason})",
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its picture data is damaged: it stops before the last row"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "its public weights do not come with pieditor and were not imported yet"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its raw data is damaged ({reason})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its samples are laid out as {shape}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "its structure is damaged ({reason})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "line {number} cannot be understood"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "no picture in {befores} has the name of one in {afters}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "no taste is named"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "none of the favourites could be used"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "none of the photos could be read"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "one of that name is stored already"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "onnxruntime cannot be loaded ({error})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "pages 2 to {last}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "pictures 2 to {last} of the file"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "scikit-image and scikit-learn are not installed"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "stored tastes: {listed}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the EXIF tag {tag}, which is larger than a JPEG can hold"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the HDF5 file is damaged ({error})"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the colour profile, because it is damaged"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the comment"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the disk can only be read"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the disk reported an error"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the edits of Lightroom or Camera Raw, which are not applied"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the end of a comment, which is larger than a JPEG can hold"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file ends after {have} of {need}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file ends after {have}, before its directory at {place}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file ends in the middle of the picture, after {have}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file ends within its header"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file ends within its header, after {have}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file is empty"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the file is larger than this disk allows"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the gain map for HDR screens"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the last {count} bytes of the file are missing"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the maker note, which is larger than a JPEG can hold"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the maker note, which may hold the position"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "the maker note, whose inner addresses would no longer be right"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the manifest does not name it"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "the manifest names no guide that belongs to the embedding model"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the manifest says that it belongs to another context model"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the manifest says that it belongs to another embedding model"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the other pictures of a multi-picture file"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "the panorama's place on the sphere, because the picture is turned"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "the video of the motion photo"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there are no photos in {folders}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there are no pictures in {folders}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there are none in {folders}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there is no room left on the disk"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there is no such file"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there is no such file or folder"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there is none here"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there is not enough memory"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "there is not enough memory for it"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "they were made with different embedding models"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "two looks are called {min!r}"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "what was attached behind the picture"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "you have no right to look there"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "you have no right to read it"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "you have no right to write there"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "your disk quota is used up"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "{count} damaged or huge PNG texts"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "{ending} is not a format pieditor writes"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "{name!r} is missing"),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "{path} cannot be read ({strerror})"),  # noqa: E501
    QT_TRANSLATE_NOOP(
        "Sentences", "{path} is not the file in the manifest (sha256 {found}… instead of {sha256}…)"
    ),  # noqa: E501
    QT_TRANSLATE_NOOP("Sentences", "{what}: {why}. {remedy}"),  # noqa: E501
)
