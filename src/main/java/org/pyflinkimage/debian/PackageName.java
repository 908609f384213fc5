package org.pyflinkimage.debian;

import java.util.regex.Pattern;

/** The form of binary packages' names (Debian Policy 5.6.1, 5.6.7). */
public final class PackageName {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,199}");

    private PackageName() {}

    /** Whether a package may be called so: {@code libstdc++6}. */
    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }
}
