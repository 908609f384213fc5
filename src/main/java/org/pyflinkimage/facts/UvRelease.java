package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/**
 * The release of uv that this plugin is made for.
 *
 * @param oldestMinor the oldest minor version of 0.x that was seen to resolve PyFlink with the options used here
 * @param glibcs the versions of glibc that it knows platforms for, descending
 * @param wheels its wheels for the systems that builds run on
 */
public record UvRelease(Pep440Version version, int oldestMinor, List<GlibcVersion> glibcs, List<UvWheel> wheels) {

    static final String FILE = "uv.json";

    public UvRelease {
        glibcs = List.copyOf(glibcs);
        wheels = List.copyOf(wheels);
    }

    /**
     * A wheel of uv, fixed by its sum.
     *
     * @param processor by the platform of the images that a machine with it runs
     */
    public record UvWheel(UvSystem system, Platform processor, String file, Sha256 sha256, long size) {

        /** The program's path inside the wheel. */
        public String program(Pep440Version version) {
            return "uv-%s.data/scripts/%s".formatted(version, system.programName("uv"));
        }
    }

    /** The one that this plugin was released with. */
    public static UvRelease shipped() {
        return Shipped.RELEASE;
    }

    static UvRelease read(FactNode file) {
        return new UvRelease(
                file.parsed("version", Pep440Version::parse),
                Math.toIntExact(file.number("oldestMinor")),
                file.texts("glibcMinors").stream()
                        .map(minor -> new GlibcVersion(Integer.parseInt(minor)))
                        .toList(),
                file.list("wheels", UvRelease::wheel));
    }

    /** The newest C library that it knows a platform for and that is no newer than that one; else the oldest that it knows. */
    public GlibcVersion nearestGlibc(GlibcVersion version) {
        return glibcs.stream()
                .filter(known -> known.compareTo(version) <= 0)
                .findFirst()
                .orElseGet(() -> glibcs.get(glibcs.size() - 1));
    }

    /** The wheel for a machine; empty where uv publishes none. */
    public Optional<UvWheel> wheelFor(UvSystem system, Platform processor) {
        return wheels.stream()
                .filter(wheel -> wheel.system() == system && wheel.processor() == processor)
                .findFirst();
    }

    /** A wheel by the name of its file. */
    public Optional<UvWheel> wheelNamed(String file) {
        return wheels.stream().filter(wheel -> wheel.file().equals(file)).findFirst();
    }

    private static UvWheel wheel(FactNode node) {
        return new UvWheel(
                node.parsed("os", os -> UvSystem.parse(os, node.text("libc"))),
                node.parsed("machine", Platform::ofMachine),
                node.text("file"),
                new Sha256(node.text("sha256")),
                node.number("size"));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final UvRelease RELEASE = FactNode.read(FILE, FactsReader.shippedText(FILE), UvRelease::read);
    }
}
