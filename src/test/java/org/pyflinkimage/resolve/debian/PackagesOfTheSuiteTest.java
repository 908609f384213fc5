package org.pyflinkimage.resolve.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.resolve.debian.Stanzas.stanza;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pyflinkimage.plan.LockedArtifact.Deb;

/** Packages that an image has because its declaration names them. */
class PackagesOfTheSuiteTest {

    @RegisterExtension
    final DebianScene scene = new DebianScene();

    @BeforeEach
    void publish() throws IOException {
        List<String> stanzas = new ArrayList<>(List.of(Stanzas.BOOKWORM));
        stanzas.add(with("libgomp1", "12.2.0-14", "Depends: gcc-12-base"));
        stanzas.add(stanza("gcc-12-base", "12.2.0-14"));
        stanzas.add(with("libglib2.0-0t64", "2.80", "Provides: libglib2.0-0 (= 2.80)"));
        stanzas.add(with("gawk", "5", "Provides: awk"));
        stanzas.add(with("original-awk", "1", "Provides: awk"));
        stanzas.add(with("postfix", "3", "Conflicts: mail-agent\nProvides: mail-agent"));
        stanzas.add(with("exim", "4", "Provides: mail-agent"));
        stanzas.add(with("mailer", "1", "Depends: exim | postfix"));
        stanzas.add(with("sender", "1", "Depends: exim"));
        scene.archive
                .suite("debian", "bookworm")
                .index("main", ".xz", stanzas.toArray(String[]::new))
                .publish();
    }

    private static String with(String name, String version, String fields) {
        return stanza(name, version).replace("Priority", fields + "\nPriority");
    }

    private List<String> names(String... packages) {
        return scene.packages(packages).resolve(scene.mirror()).debs().stream()
                .map(Deb::name)
                .toList();
    }

    @Test
    void comeWithAllThatTheyNeed() {
        assertThat(names("libgomp1"))
                .contains("libgomp1", "gcc-12-base", "tini")
                .isSorted();
        assertThat(names()).doesNotContain("libgomp1", "gcc-12-base");
    }

    @Test
    void thatEveryImageHasChangeNothing() {
        assertThat(names("tini", "libc6")).isEqualTo(names());
    }

    @Test
    void mayBeNamedAsTheOneThatStandsForThem() {
        assertThat(names("libglib2.0-0")).contains("libglib2.0-0t64");
    }

    @Test
    void thatTheSuiteLacksAreAllToldWithTheNearest() {
        scene.packages("libgompl", "libgomp", "nothing-like-it", "libgomp1")
                .assertRefused("PYF-892", scene.mirror())
                .withMessageContainingAll(
                        "Debian bookworm has no package `libgompl`",
                        "Debian bookworm has no package `libgomp`",
                        "Debian bookworm has no package `nothing-like-it`",
                        "looked for in `main`",
                        "(-Dpyflink.packages=libgomp1,libgomp,nothing-like-it)",
                        "(-Dpyflink.packages=libgompl,libgomp1,nothing-like-it)",
                        "leave it out of `<packages>` (-Dpyflink.packages)")
                .withMessageNotContaining("no package `libgomp1`");
    }

    @Test
    void forWhichSeveralStandAreRefusedWithThose() {
        scene.packages("awk", "tini")
                .assertRefused("PYF-892", scene.mirror())
                .withMessageContainingAll(
                        "several stand for it: `gawk`, `original-awk`",
                        "`<packages><package>gawk</package><package>tini</package></packages>` (-Dpyflink.packages=gawk,tini)",
                        "-Dpyflink.packages=original-awk,tini");
    }

    @Test
    void thatExcludeEachOtherAreRefusedWithTheWayToThem() {
        scene.packages("postfix", "sender")
                .assertRefused("PYF-893", scene.mirror())
                .withMessageContainingAll(
                        "the packages `postfix` 3 and `exim` 4 exclude each other",
                        "`postfix` conflicts with `mail-agent`, or breaks it",
                        "`postfix` is wanted by itself",
                        "`sender` needs `exim`",
                        "<packages>");
    }

    @Test
    void leaveOutWhatOthersExcludeWhereAnotherWillDo() {
        assertThat(names("postfix", "mailer")).contains("postfix", "mailer").doesNotContain("exim");
    }

    @Test
    void ofSuitesThatFollowEachOtherTheIndexIsReadOnce() {
        assertThat(names("libgomp1")).contains("libgomp1");
        assertThat(scene.archive.asked("/bookworm/InRelease")).hasSize(1);
    }
}
