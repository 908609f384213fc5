package org.pyflinkimage.job;

import org.pyflinkimage.spec.ExtraDirectory;
import org.pyflinkimage.value.UnixPath;

/**
 * A file or link of an extra directory that an image gets.
 *
 * @param directory whose it is
 * @param place where it lies in the image
 */
public record ExtraFile(ExtraDirectory directory, ChosenFile file, UnixPath place) {}
