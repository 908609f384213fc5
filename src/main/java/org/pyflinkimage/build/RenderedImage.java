package org.pyflinkimage.build;

import java.nio.file.Path;

/**
 * A planned image and the folder that is rendered for it.
 *
 * @param content what the folder holds, written or not
 */
record RenderedImage(PlannedImage image, Path folder, RenderedFolder content) {}
