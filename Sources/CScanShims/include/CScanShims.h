// tiff
