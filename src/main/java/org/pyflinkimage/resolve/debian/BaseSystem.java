package org.pyflinkimage.resolve.debian;

import org.pyflinkimage.debian.IncompleteSystem;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneFile;

/**
 * The system of a base that packages come upon.
 *
 * @param versions what it is, without the dates of Release files
 * @param interpreter the standalone CPython that comes upon it
 * @param there what dpkg has of it
 */
public record BaseSystem(SystemVersions versions, StandaloneFile interpreter, IncompleteSystem there) {}
