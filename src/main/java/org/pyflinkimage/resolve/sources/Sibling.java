package org.pyflinkimage.resolve.sources;

import org.pyflinkimage.python.NormalizedName;

/**
 * A distribution that a project takes from a place of its own, and that no index must be asked for.
 *
 * @param address a path from the project's folder on, or an address; empty for a member of its workspace
 */
public record Sibling(NormalizedName name, String address) {}
