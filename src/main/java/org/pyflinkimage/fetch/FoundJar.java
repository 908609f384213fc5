package org.pyflinkimage.fetch;

import java.nio.file.Path;
import org.pyflinkimage.plan.Source;

/**
 * The file of a jar.
 *
 * @param source where it comes from, which says whether it may be another file tomorrow
 */
public record FoundJar(Path file, Source source) {}
