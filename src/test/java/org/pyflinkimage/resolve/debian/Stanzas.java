package org.pyflinkimage.resolve.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packages as an index lists them. */
final class Stanzas {

    /** What images want of bookworm, all of which its index must have. */
    static final String[] BOOKWORM = wanted("3.11", "17", "python3-distutils");

    private Stanzas() {}

    static String stanza(String name, String version) {
        return "Package: %s\nVersion: %s\nArchitecture: amd64\nPriority: optional\nFilename: pool/%s_1:1 x.deb\nSize: 7\nSHA256: %s\n"
                .formatted(name, version, name, "a".repeat(64));
    }

    /** All packages that an image with that Python and that Java wants, and {@code more} that its suite needs. */
    static String[] wanted(String python, String java, String... more) {
        List<String> stanzas = new ArrayList<>();
        Stream.of(
                        "base-files base-passwd bash ca-certificates coreutils dash debianutils findutils gettext-base grep",
                        "hostname libc-bin libjemalloc2 mawk netbase python3 sed tini tzdata")
                .flatMap(names -> Stream.of(names.split(" ", -1)))
                .forEach(name -> stanzas.add(stanza(name, "1")));
        Stream.of(more).forEach(name -> stanzas.add(stanza(name, "1")));
        stanzas.add(stanza("libc6", "2.36-9+deb12u1"));
        stanzas.add(stanza("openjdk-" + java + "-jre-headless", java + ".0.1+1-1"));
        stanzas.add(stanza("python" + python, python + ".2-6+deb12u1").replace("Priority", "Depends: libc6\nPriority"));
        stanzas.add(stanza("libpython" + python, python + ".2-6+deb12u1"));
        return stanzas.toArray(String[]::new);
    }

    /** The same without one package. */
    static String[] without(String name, String... stanzas) {
        return Stream.of(stanzas)
                .filter(text -> !text.startsWith("Package: " + name + "\n"))
                .toArray(String[]::new);
    }
}
