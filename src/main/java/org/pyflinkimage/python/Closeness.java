package org.pyflinkimage.python;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.WheelMisfit.Reason;
import org.pyflinkimage.value.GlibcVersion;

/** How close the tags of a wheel that does not fit come to those that would. */
record Closeness(SupportedTags supported, GlibcVersion glibc) {

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
        return Manylinux.parse(tag.platform())
                .filter(needed -> needed.machine().equals(supported.platform().machine()))
                .filter(needed -> needed.isNewerThan(glibc))
                .map(Manylinux::version);
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
