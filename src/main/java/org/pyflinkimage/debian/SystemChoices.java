package org.pyflinkimage.debian;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.PackedArchive.Member;
import org.pyflinkimage.value.UnixPath;

/**
 * What somebody has chosen in a system that is there, which stays as dpkg lets it stay where it asks nobody:
 * configuration, and who may do what with a file.
 */
final class SystemChoices {

    /** What dpkg gives the name of configuration that comes beside somebody's own. */
    private static final String BESIDE = ".dpkg-dist";

    private final FileTree tree;
    private final OlderPackages older;
    private final Set<String> overridden;

    SystemChoices(SystemTree system, OlderPackages older) {
        this.tree = system.tree();
        this.older = older;
        // A user, a group, a mode, a path.
        this.overridden = system.text(DpkgStatus.OVERRIDES.value()).stream()
                .flatMap(String::lines)
                .map(line -> line.split(" ", 4))
                .filter(words -> words.length == 4)
                .map(words -> words[3])
                .collect(Collectors.toSet());
    }

    /** What is laid out for a package's file; empty where nothing is. */
    Optional<Member> member(UnpackedPackage unpacked, Member member) {
        Optional<FileTree.Entry> there = tree.find(member.path());
        if (unpacked.configurationFiles().contains(member.path().value())) {
            return configuration(unpacked, member, there.map(FileTree.Entry::node));
        }
        return Optional.of(
                there.filter(entry -> overridden.contains(member.path().value()))
                        .map(entry -> withRightsOf(entry.node(), member))
                        .orElse(member));
    }

    /** @param there what lies in its place */
    private Optional<Member> configuration(UnpackedPackage unpacked, Member member, Optional<FileNode> there) {
        Optional<InstalledPackage> before = older.of(unpacked);
        if (before.isEmpty() || !(member.node() instanceof RegularFile file)) {
            return there.isPresent() ? Optional.empty() : Optional.of(member);
        }
        String old = before.get().configuration().get(member.path().value());
        String found = there.map(SystemChoices::sum).orElse("none");
        if (old == null && there.isEmpty()) {
            return Optional.of(member);
        }
        if (found.equals(old)) {
            return Optional.of(withRightsOf(there.orElseThrow(), member));
        }
        return isKnown(md5(file), old, found)
                ? Optional.empty()
                : Optional.of(new Member(UnixPath.of(member.path() + BESIDE), file));
    }

    /** Whether somebody who has changed it has seen what comes. */
    private static boolean isKnown(String comes, @Nullable String old, String found) {
        return comes.equals(old) || comes.equals(found);
    }

    private static Member withRightsOf(FileNode there, Member member) {
        return there instanceof RegularFile file && member.node() instanceof RegularFile comes
                ? new Member(member.path(), new RegularFile(file.mode(), file.owner(), comes.content()))
                : member;
    }

    /** What is no file, or was not read as it is too large, is nothing that a package brought. */
    private static String sum(FileNode node) {
        return node instanceof RegularFile file && !(file.content() instanceof Content.Below) ? md5(file) : "other";
    }

    /** dpkg's form wants MD5; it tells changed configuration files from others and protects nothing. */
    static String md5(RegularFile file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(file.content().bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
