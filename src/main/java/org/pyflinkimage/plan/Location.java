package org.pyflinkimage.plan;

/**
 * Where an artifact lies.
 *
 * @param source where it lies, whose base address stands in the lock file's table
 * @param path relative to the base address, as it is put in a URL; an absolute URL where the source's base does not lead there
 */
public record Location(Source source, String path) {}
