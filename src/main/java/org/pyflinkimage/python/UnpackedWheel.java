package org.pyflinkimage.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.tree.Content;

/**
 * The files of a wheel where the wheel has them, checked and ready to be installed.
 *
 * @param distInfo the name of its dist-info directory: {@code numpy-1.26.4.dist-info}
 */
record UnpackedWheel(String distInfo, List<Member> members) {

    /** The end of every dist-info directory's name. */
    static final String DIST_INFO = ".dist-info";

    /** Texts that describe a distribution are never larger; what is, is no such text. */
    private static final long TEXT_AT_MOST = 16 << 20;

    /**
     * A file of a wheel.
     *
     * @param path relative and normalized: {@code numpy/__init__.py}
     * @param content its identity is the SHA-256 in hex
     */
    record Member(String path, boolean executable, Content content) {}

    UnpackedWheel {
        members = List.copyOf(members);
    }

    /** The text of a file in the dist-info directory, if it is there. */
    Optional<String> text(String name) {
        String path = distInfo + "/" + name;
        return members.stream()
                .filter(member -> member.path().equals(path) && member.content().size() <= TEXT_AT_MOST)
                .findFirst()
                .map(member -> text(member.content()));
    }

    private static String text(Content content) {
        try (InputStream stream = content.open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
