package org.pyflinkimage.python;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.python.WheelMisfit.Reason;
import org.pyflinkimage.value.GlibcVersion;

/** How close the tags of a wheel that does not fit come to those that would. */
record Closeness(SupportedTags supported, GlibcVersion glibc) {

    private static final Pattern MANYLINUX = Pattern.compile("manylinux_(\\d+_\\d+)_(.+)");

    /** What is wrong with those of a wheel's tags that come closest. */
    Optional<WheelMisfit> misfit(WheelName wheel) {
        return wheel.tags().stream()
                .map(this::reason)
                .max(Comparator.naturalOrder())
                .map(reason -> new WheelMisfit(reason, found(wheel, reason), wanted(reason)));
    }

    private Reason reason(WheelTag tag) {
        List<WheelTag> ofPython = supported.tags().stream()
                .filter(own -> own.python().equals(tag.python()))
                .toList();
        if (ofPython.isEmpty() || hasAbiOfOtherPython(tag)) {
            return Reason.PYTHON;
        }
        if (ofPython.stream().noneMatch(own -> own.abi().equals(tag.abi()))) {
            return Reason.ABI;
        }
        return newerGlibc(tag).isPresent() ? Reason.GLIBC : Reason.PLATFORM;
    }

    /** Older Pythons' tags are known, but for the stable interface and pure wheels alone. */
    private boolean hasAbiOfOtherPython(WheelTag tag) {
        return tag.abi().startsWith(tag.python())
                && !tag.python().equals(supported.python().pythonTag());
    }

    /** The C library of a tag that would fit with that one: {@code 2.38}. */
    private Optional<String> newerGlibc(WheelTag tag) {
        Matcher manylinux = MANYLINUX.matcher(tag.platform());
        return manylinux.matches()
                        && manylinux.group(2).equals(supported.platform().machine())
                        && Pep440Version.of(dotted(manylinux)).compareTo(Pep440Version.of(glibc.toString())) > 0
                ? Optional.of(dotted(manylinux))
                : Optional.empty();
    }

    private static String dotted(Matcher manylinux) {
        return manylinux.group(1).replace('_', '.');
    }

    private List<String> found(WheelName wheel, Reason reason) {
        return wheel.tags().stream()
                .filter(tag -> reason(tag) == reason)
                .map(tag -> found(tag, reason))
                .distinct()
                .toList();
    }

    private String found(WheelTag tag, Reason reason) {
        return switch (reason) {
            case PYTHON -> tag.python();
            case ABI -> tag.abi();
            case GLIBC -> newerGlibc(tag).orElseThrow();
            default -> tag.platform();
        };
    }

    private String wanted(Reason reason) {
        return switch (reason) {
            case PYTHON -> supported.python().pythonTag();
            case ABI -> supported.abi();
            case GLIBC -> glibc.toString();
            default -> supported.platform().toString();
        };
    }
}
