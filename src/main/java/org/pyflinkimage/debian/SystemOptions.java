package org.pyflinkimage.debian;

import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/**
 * What an operating system's packages were chosen for.
 *
 * @param python the interpreter's release line: {@code 3.11}
 */
public record SystemOptions(JavaVersion java, String python, Platform platform) {}
