package org.pyflinkimage.resolve;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.Platform;

/**
 * How well wheels fit an interpreter on glibc Linux: a wheel for the interpreter's own binary interface before one for the stable
 * interface before a pure one, and among those the one for the newest C library.
 */
record WheelRank(PythonMinor python, Platform platform, int glibcMinor) {

    private static final Pattern FILE = Pattern.compile("[^-]+-[^-]+(?:-\\d[^-]*)?-([^-]+)-([^-]+)-([^-]+)\\.whl");
    private static final Pattern MANYLINUX = Pattern.compile("manylinux_2_(\\d{1,3})_(.+)");
    private static final Map<String, Integer> LEGACY =
            Map.of("manylinux2014", 17, "manylinux2010", 12, "manylinux1", 5);
    private static final int NATIVE = 1_000;
    private static final int PURE = 1_000_000;

    /** How well a wheel fits, 0 is best; empty where it does not. */
    OptionalInt rank(String fileName) {
        Matcher name = FILE.matcher(fileName);
        OptionalInt best = OptionalInt.empty();
        if (!name.matches()) {
            return best;
        }
        for (String tag : name.group(1).split("\\.", -1)) {
            for (String abi : name.group(2).split("\\.", -1)) {
                for (String system : name.group(3).split("\\.", -1)) {
                    best = better(best, rank(tag, abi, system));
                }
            }
        }
        return best;
    }

    private OptionalInt rank(String tag, String abi, String system) {
        int interpreter = interpreterRank(tag, abi);
        int distance = system.equals("any") ? 0 : glibcDistance(system);
        if (interpreter < 0 || distance < 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((system.equals("any") ? PURE : 0) + interpreter * NATIVE + distance);
    }

    private int interpreterRank(String tag, String abi) {
        String own = python.pythonTag();
        if (tag.equals(own)) {
            return abi.equals(python.minor() <= 7 ? own + "m" : own)
                    ? 0
                    : abi.equals("abi3") ? 1 : abi.equals("none") ? 2 : -1;
        }
        int minor = tag.matches("(cp|py)3\\d{0,2}") ? Integer.parseInt("0" + tag.substring(3)) : -1;
        boolean known = minor >= 0 && minor <= python.minor();
        if (known && tag.startsWith("cp")) {
            return abi.equals("abi3") ? 3 + python.minor() - minor : -1;
        }
        return known && abi.equals("none") ? pureRank(tag, minor) : -1;
    }

    private int pureRank(String tag, int minor) {
        return minor == python.minor() ? 100 : tag.equals("py3") ? 101 : 102 + python.minor() - minor;
    }

    /** How much older the C library may be than the one at hand; negative where the wheel does not run there. */
    private int glibcDistance(String system) {
        String machine = platform.machine();
        if (system.equals("linux_" + machine)) {
            return NATIVE - 1;
        }
        Matcher manylinux = MANYLINUX.matcher(system);
        if (manylinux.matches() && manylinux.group(2).equals(machine)) {
            return glibcMinor - Integer.parseInt(manylinux.group(1));
        }
        String legacy = system.replace("_" + machine, "");
        return LEGACY.containsKey(legacy) ? glibcMinor - LEGACY.get(legacy) : -1;
    }

    private static OptionalInt better(OptionalInt one, OptionalInt other) {
        return other.isEmpty() || (one.isPresent() && one.getAsInt() <= other.getAsInt()) ? one : other;
    }
}
