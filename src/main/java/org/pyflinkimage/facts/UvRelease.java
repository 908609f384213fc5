package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.value.Sha256;

/**
 * The release of uv that this plugin is made for.
 *
 * @param oldestMinor the oldest minor version of 0.x that was seen to resolve PyFlink with the options used here
 * @param glibcMinors the minor versions of glibc 2 that it knows platforms for, descending
 * @param wheels its wheels for the systems that builds run on
 */
public record UvRelease(String version, int oldestMinor, List<Integer> glibcMinors, List<UvWheel> wheels) {

    static final String FILE = "uv.json";

    public UvRelease {
        glibcMinors = List.copyOf(glibcMinors);
        wheels = List.copyOf(wheels);
    }

    /** A wheel of uv, fixed by its sum; {@code libc} is empty where a system has only one. */
    public record UvWheel(String os, String machine, String libc, String file, Sha256 sha256, long size) {

        /** The program's path inside the wheel. */
        public String program(String version) {
            return "uv-%s.data/scripts/%s".formatted(version, os.equals("windows") ? "uv.exe" : "uv");
        }
    }

    /** The one that this plugin was released with. */
    public static UvRelease shipped() {
        return Shipped.RELEASE;
    }

    static UvRelease read(FactNode file) {
        return new UvRelease(
                file.text("version"),
                Math.toIntExact(file.number("oldestMinor")),
                file.texts("glibcMinors").stream().map(Integer::valueOf).toList(),
                file.list("wheels", UvRelease::wheel));
    }

    /** The newest C library that it knows a platform for and that is no newer than that one; else the oldest that it knows. */
    public int nearestGlibc(int minor) {
        return glibcMinors.stream()
                .filter(known -> known <= minor)
                .findFirst()
                .orElseGet(() -> glibcMinors.get(glibcMinors.size() - 1));
    }

    /** The wheel for a machine; empty where uv publishes none. */
    public Optional<UvWheel> wheelFor(String os, String machine, String libc) {
        return wheels.stream()
                .filter(wheel -> wheel.os().equals(os) && wheel.machine().equals(machine))
                .filter(wheel -> wheel.libc().isEmpty() || wheel.libc().equals(libc))
                .findFirst();
    }

    /** A wheel by the name of its file. */
    public Optional<UvWheel> wheelNamed(String file) {
        return wheels.stream().filter(wheel -> wheel.file().equals(file)).findFirst();
    }

    private static UvWheel wheel(FactNode node) {
        return new UvWheel(
                node.text("os"),
                node.text("machine"),
                node.text("libc"),
                node.text("file"),
                new Sha256(node.text("sha256")),
                node.number("size"));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final UvRelease RELEASE = FactNode.read(FILE, FactsReader.shippedText(FILE), UvRelease::read);
    }
}
