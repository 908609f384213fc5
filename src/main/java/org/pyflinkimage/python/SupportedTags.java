package org.pyflinkimage.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pyflinkimage.python.WheelName.BuildTag;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;

/**
 * The wheel tags that a CPython on glibc Linux can use, the best first (PEP 425, PEP 600): which wheels fit, which of them fits best,
 * and why one does not. Tags and their order are those of the library {@code packaging}.
 */
public final class SupportedTags {

    /** The last minor of Python 3 whose binary interface is named after its allocator: {@code cp37m}. */
    private static final int LAST_WITH_ALLOCATOR = 7;

    /** The stable interface exists from Python 3.2 on. */
    private static final int FIRST_WITH_STABLE_INTERFACE = 2;

    /** A wheel without a build tag comes before all that have one. */
    private static final BigInteger WITHOUT_BUILD = BigInteger.valueOf(-1);

    private final PythonMinor python;
    private final Platform platform;
    private final GlibcVersion glibc;
    private final Map<WheelTag, Integer> ranks = new LinkedHashMap<>();

    /** The tags of an interpreter. */
    public SupportedTags(PythonMinor python, Platform platform, GlibcVersion glibc) {
        this.python = python;
        this.platform = platform;
        this.glibc = glibc;
        List<String> platforms = platforms(platform, glibc);
        addInterpreterTags(platforms);
        addPureTags(platforms);
    }

    /** The interpreter's release line. */
    public PythonMinor python() {
        return python;
    }

    /** What the interpreter runs on. */
    public Platform platform() {
        return platform;
    }

    /** All tags, the best first. */
    public List<WheelTag> tags() {
        return List.copyOf(ranks.keySet());
    }

    /** How well a wheel fits, 0 is best; empty where it does not. */
    public OptionalInt rank(WheelName wheel) {
        return wheel.tags().stream()
                .filter(ranks::containsKey)
                .mapToInt(ranks::get)
                .min();
    }

    /** Why a file does not fit, by that of its tags that comes closest; empty where it fits. */
    public Optional<WheelMisfit> misfit(String fileName) {
        Closeness closeness = new Closeness(this, glibc);
        return WheelName.parse(fileName)
                .map(wheel -> rank(wheel).isPresent() ? Optional.<WheelMisfit>empty() : closeness.misfit(wheel))
                .orElseGet(() -> Optional.of(new WheelMisfit(WheelMisfit.Reason.NAME, List.of(), "")));
    }

    /** Orders wheels of one version: the greater one is preferred, for it fits more closely or is a later build. */
    public Comparator<WheelName> preference() {
        return Comparator.<WheelName>comparingInt(wheel -> -rank(wheel).orElse(ranks.size()))
                .thenComparing(wheel -> wheel.build().map(BuildTag::number).orElse(WITHOUT_BUILD))
                .thenComparing(wheel -> wheel.build().map(BuildTag::rest).orElse(""));
    }

    /** The interpreter's own binary interface: {@code cp311}. */
    String abi() {
        return python.minor() <= LAST_WITH_ALLOCATOR ? python.pythonTag() + "m" : python.pythonTag();
    }

    private void addInterpreterTags(List<String> platforms) {
        String tag = python.pythonTag();
        add(tag, abi(), platforms);
        add(tag, "abi3", platforms);
        add(tag, "none", platforms);
        for (int minor = python.minor() - 1; minor >= FIRST_WITH_STABLE_INTERFACE; minor--) {
            add(new PythonMinor(minor).pythonTag(), "abi3", platforms);
        }
    }

    private void addPureTags(List<String> platforms) {
        List<String> pythons = new ArrayList<>(List.of("py3" + python.minor(), "py3"));
        for (int minor = python.minor() - 1; minor >= 0; minor--) {
            pythons.add("py3" + minor);
        }
        pythons.forEach(tag -> add(tag, "none", platforms));
        add(python.pythonTag(), "none", List.of("any"));
        pythons.forEach(tag -> add(tag, "none", List.of("any")));
    }

    private void add(String tag, String abi, List<String> platforms) {
        platforms.forEach(system -> ranks.putIfAbsent(new WheelTag(tag, abi, system), ranks.size()));
    }

    private static List<String> platforms(Platform platform, GlibcVersion newest) {
        int oldest = platform == Platform.LINUX_AMD64 ? 5 : 17;
        List<String> platforms = new ArrayList<>(List.of("linux_" + platform.machine()));
        for (int minor = newest.minor(); minor >= oldest; minor--) {
            platforms.addAll(
                    Manylinux.of(new GlibcVersion(minor), platform.machine()).tags());
        }
        return platforms;
    }
}
