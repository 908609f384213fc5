package org.pyflinkimage.debian;

import java.util.regex.Pattern;

/** What binary packages are called (Debian Policy 5.6.1, 5.6.7). */
public final class PackageName {

    /** Debian's C library, without which no program of another package starts. */
    public static final String LIBC = "libc6";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,199}");

    private PackageName() {}

    /** Whether a package may be called so: {@code libstdc++6}. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }
}
