package org.pyflinkimage.python;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.PackedArchive;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.DamagedFile;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.UnixPath;

/** A standalone CPython in an image, at {@link ImagePaths#STANDALONE_PYTHON}. */
public final class StandaloneInterpreter {

    private static final UnixPath ROOT = ImagePaths.STANDALONE_PYTHON;

    /** Where OpenSSL as it was built looks for one file of authorities; and Debian keeps it elsewhere. */
    private static final UnixPath AUTHORITIES = UnixPath.of("/etc/ssl/cert.pem");

    private static final String DEBIAN_AUTHORITIES = "certs/ca-certificates.crt";

    private static final UnixPath OF_DEBIAN = UnixPath.of("/etc/ssl").resolve(DEBIAN_AUTHORITIES);

    /** Where Red Hat's systems, and SUSE's, have theirs. */
    private static final List<UnixPath> OTHER_AUTHORITIES = List.of(
            UnixPath.of("/etc/pki/tls/certs/ca-bundle.crt"),
            UnixPath.of("/etc/ssl/ca-bundle.pem"),
            UnixPath.of("/var/lib/ca-certificates/ca-bundle.pem"));

    /** Files of authorities, of which one has to be there for a standalone CPython to trust anybody. */
    public static final List<UnixPath> AUTHORITY_FILES = Stream.concat(
                    Stream.of(OF_DEBIAN, AUTHORITIES), OTHER_AUTHORITIES.stream())
            .toList();

    private StandaloneInterpreter() {}

    /** The interpreter of a line. */
    public static UnixPath executable(PythonMinor line) {
        return ROOT.resolve("bin/python" + line);
    }

    /**
     * Lays one out.
     *
     * @param packed made by {@link StandaloneArchive#pack}
     * @param title whose its files are, for people
     */
    public static void install(FileTree tree, Path packed, String title) {
        Origin origin = new Origin(LayerKind.INTERPRETER, title);
        for (Member member : PackedArchive.read(packed)) {
            requireInside(tree, member.path(), packed);
            tree.add(origin, member.path(), member.node());
        }
        if (tree.find(AUTHORITIES).isEmpty()) {
            String authorities = OTHER_AUTHORITIES.stream()
                    .filter(file -> tree.follow(file).isPresent())
                    .map(UnixPath::value)
                    .findFirst()
                    .orElse(DEBIAN_AUTHORITIES);
            tree.add(origin, AUTHORITIES, FileNode.link(authorities));
        }
    }

    /** Whatever the links of the image, and its own, lead to: what it puts elsewhere would be taken for another package's. */
    private static void requireInside(FileTree tree, UnixPath path, Path packed) {
        if (!tree.canonical(path).startsWith(tree.canonical(ROOT.resolve("bin")).parent())) {
            throw new DamagedFile(packed, "`%s` leads out of `%s`".formatted(path, ROOT));
        }
    }

    /** Whether the interpreter in a tree is that release: its library says so between two zeros, as C keeps texts. */
    public static boolean isOf(FileTree tree, PythonVersion version) {
        byte[] wanted = ("\0" + version + "\0").getBytes(StandardCharsets.US_ASCII);
        return file(tree, library(version.line()))
                .filter(library -> contains(library, wanted))
                .isPresent();
    }

    /** Whether the interpreter in a tree, and the library that runs within other programs, are for that platform. */
    public static boolean runsOn(FileTree tree, PythonMinor line, Platform platform) {
        return isFor(tree, executable(line), platform) && isFor(tree, library(line), platform);
    }

    private static UnixPath library(PythonMinor line) {
        return ROOT.resolve("lib/libpython" + line + ".so.1.0");
    }

    private static boolean isFor(FileTree tree, UnixPath path, Platform platform) {
        return file(tree, path)
                .flatMap(program -> ElfMachine.of(beginning(program)))
                .filter(machine -> machine == platform)
                .isPresent();
    }

    private static Optional<RegularFile> file(FileTree tree, UnixPath path) {
        return tree.follow(path)
                .map(FileTree.Entry::node)
                .filter(RegularFile.class::isInstance)
                .map(RegularFile.class::cast);
    }

    private static byte[] beginning(RegularFile file) {
        try (InputStream stream = file.content().open()) {
            return stream.readNBytes(ElfMachine.HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(RegularFile file, byte[] wanted) {
        try (InputStream stream = new BufferedInputStream(file.content().open(), 1 << 16)) {
            int matched = 0;
            for (int next = stream.read(); next >= 0 && matched < wanted.length; next = stream.read()) {
                // Only the first byte of what is wanted is a zero, beside the last: nothing else can begin it anew.
                matched = next == wanted[matched] ? matched + 1 : next == 0 ? 1 : 0;
            }
            return matched == wanted.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
