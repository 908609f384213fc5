package org.pyflinkimage.plan;

/**
 * Where an artifact lies.
 *
 * @param source the name of a source, whose base address stands in the lock file's table
 * @param path relative to the base address, as it is put in a URL; an absolute URL where the source's base does not lead there
 */
public record Location(String source, String path) {}
