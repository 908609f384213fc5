package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

class DependencyClosureTest {

    private final AvailablePackages available = new AvailablePackages();

    @Test
    void dependenciesAreFollowedToTheEnd() {
        offer(
                "main",
                stanza("a", "1", "Depends: b"),
                stanza("b", "1", "Pre-Depends: c (>= 1)"),
                stanza("c", "1"),
                stanza("d", "1"));

        assertThat(closure("a")).containsExactly("a 1 main", "b 1 main", "c 1 main");
    }

    @Test
    void packagesThatNeedEachOtherAreTakenOnce() {
        offer("main", stanza("a", "1", "Depends: b"), stanza("b", "1", "Depends: a"));

        assertThat(closure("a")).containsExactly("a 1 main", "b 1 main");
    }

    @Test
    void highestVersionWinsWhereverItComesFrom() {
        offer("main", stanza("a", "1.10", "Depends: b"), stanza("b", "2"));
        offer("security", stanza("a", "1.9"), stanza("b", "2+deb12u1"));

        assertThat(closure("a")).containsExactly("a 1.10 main", "b 2+deb12u1 security");
    }

    @Test
    void ofEqualVersionsTheFirstOfferIsTaken() {
        offer("main", stanza("a", "1"));
        offer("security", stanza("a", "1"));

        assertThat(closure("a")).containsExactly("a 1 main");
    }

    @Test
    void firstAlternativeThatCanBeHadIsTaken() {
        offer("main", stanza("a", "1", "Depends: missing | b (>= 2) | c"), stanza("b", "1"), stanza("c", "1"));

        assertThat(closure("a")).containsExactly("a 1 main", "c 1 main");
    }

    @Test
    void alternativeThatIsChosenAlreadyIsKept() {
        offer("main", stanza("a", "1", "Depends: b | c"), stanza("b", "1"), stanza("c", "1"));

        assertThat(closure("c", "a")).containsExactly("a 1 main", "c 1 main");
    }

    @Test
    void virtualPackageIsProvidedByTheMostImportantThenTheFirstByName() {
        offer(
                "main",
                stanza("a", "1", "Depends: awk"),
                stanza("gawk", "1", "Provides: awk"),
                stanza("original-awk", "1", "Provides: x,\n awk"),
                stanza("zawk", "1", "Provides: awk", "Priority: required"));

        assertThat(closure("a")).containsExactly("a 1 main", "zawk 1 main");
    }

    @Test
    void packagesThatExcludeEachOtherAreRefused() {
        offer("main", stanza("a", "1", "Depends: c"), stanza("b", "1", "Breaks: c (<< 2)"), stanza("c", "1"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> closure("a", "b"))
                .withMessageContainingAll("[PYF-893]", "`b` 1 and `c` 1", "c (<< 2)", "`a` needs `c`");
    }

    @ParameterizedTest
    @CsvSource({"Conflicts: b, X-None: b", "X-None: a, Conflicts: a", "Conflicts: b, Breaks: a"})
    void pairIsToldOnceWhicheverKeepsTheOtherOut(String ofA, String ofB) {
        offer("main", stanza("a", "1", ofA), stanza("b", "1", ofB));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> closure("a", "b"))
                .satisfies(refused -> assertThat(refused.problems()).hasSize(1));
    }

    @Test
    void packageKeepsNeitherItselfOutNorWhatItsBoundPasses() {
        offer(
                "main",
                stanza("a", "1", "Conflicts: x", "Provides: x", "Depends: c"),
                stanza("b", "1", "Breaks: c (<< 2)", "Conflicts: nothing"),
                stanza("c", "2"));

        assertThat(closure("a", "b")).containsExactly("a 1 main", "b 1 main", "c 2 main");
    }

    @Test
    void whatIsWantedFirstChoosesFirst() {
        offer(
                "main",
                stanza("a", "1", "Depends: p | q"),
                stanza("z", "1", "Depends: q | p"),
                stanza("p", "1"),
                stanza("q", "1"));

        assertThat(closure("z", "a")).containsExactly("a 1 main", "q 1 main", "z 1 main");
        assertThat(closure("a", "z")).containsExactly("a 1 main", "p 1 main", "z 1 main");
    }

    @Test
    void alternativeThatIsExcludedIsPassedOver() {
        offer(
                "main",
                stanza("a", "1", "Depends: b | c"),
                stanza("b", "1"),
                stanza("c", "1"),
                stanza("d", "1", "Conflicts: b"));

        assertThat(closure("d", "a")).containsExactly("a 1 main", "c 1 main", "d 1 main");
    }

    @Test
    void chosenProviderIsKept() {
        offer(
                "main",
                stanza("a", "1", "Depends: awk"),
                stanza("gawk", "1", "Provides: awk"),
                stanza("mawk", "1", "Provides: awk"));

        assertThat(closure("mawk", "a")).containsExactly("a 1 main", "mawk 1 main");
    }

    @Test
    void versionedRelationWantsAVersionedProvision() {
        offer(
                "main",
                stanza("a", "1", "Depends: v (>= 2)"),
                stanza("old", "1", "Provides: v (= 1)"),
                stanza("plain", "9", "Provides: v"),
                stanza("right", "1", "Provides: v (= 2.1)"));

        assertThat(closure("a")).containsExactly("a 1 main", "right 1 main");
    }

    @Test
    void chosenPackageOfAnotherVersionDoesNotSatisfy() {
        offer("main", stanza("a", "1", "Depends: b (>= 2)"), stanza("b", "1"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> closure("b", "a"))
                .withMessageContaining("`a` 1 depends on `b (>= 2)`, which the archive does not have");
    }

    @Test
    void everythingMissingIsReportedAtOnce() {
        offer("main", stanza("a", "1", "Depends: b (>= 2), c | d"), stanza("b", "1"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> closure("a", "nothing"))
                .satisfies(e -> assertThat(e.problems()).hasSize(3))
                .withMessageContaining("[PYF-308]")
                .withMessageContaining("`nothing`")
                .withMessageContaining("`a` 1 depends on `b (>= 2)`")
                .withMessageContaining("`c | d`");
    }

    @Test
    void everythingThatCannotBeReadIsReportedAtOnceAndOnce() {
        offer(
                "main",
                stanza("a", "1", "Depends: c, d, e, b"),
                stanza("b", "1", "Depends: c, v"),
                stanza("c", "1", "Depends: x (1.0)"),
                stanza("d", "1", "Depends: ${shlibs:Depends}"),
                stanza("p", "1", "Provides: v").replace("SHA256", "MD5sum"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> closure("a", "c"))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::what)
                        .containsExactly(
                                "`c` is none",
                                "`d` is none",
                                "`a` 1 depends on `e`, which the archive does not have",
                                "`b` 1 depends on `v`, which the archive does not have"))
                .withMessageContaining("why:    `p` is none");
    }

    @Test
    void providerThatCannotBeReadKeepsNoOtherOut() {
        offer(
                "main",
                stanza("a", "1", "Depends: v"),
                stanza("b", "1", "Provides: v").replace("SHA256", "MD5sum"),
                stanza("c", "1", "Provides: v"));

        assertThat(closure("a")).containsExactly("a 1 main", "c 1 main");
    }

    @Test
    void whatIsInstalledIsNotChosenNorWhatIsWantedOfIt() {
        offer("main", stanza("a", "1", "Depends: b, v (>= 2), c | d"), stanza("b", "2"), stanza("c", "1"));

        assertThat(upon(
                        "Package: b\nVersion: 1\n\nPackage: p\nVersion: 1\nProvides: v (= 3)\n\nPackage: d\nVersion: 1\n",
                        "a",
                        "b"))
                .containsExactly("a 1 main");
    }

    @Test
    void newerOneTakesThePlaceOfWhatIsInstalledWhereADependencyAsksForIt() {
        offer("main", stanza("a", "1", "Depends: b (>= 2), c"), stanza("b", "3"), stanza("c", "2"));

        assertThat(upon("Package: b\nVersion: 1\n\nPackage: c\nVersion: 1", "a"))
                .containsExactly("a 1 main", "b 3 main");
    }

    /** As {@code libc6-dev} goes with {@code libc6}. */
    @Test
    void whatIsOfOneVersionWithItComesToo() {
        offer(
                "main",
                stanza("a", "1", "Depends: b (>= 2)"),
                stanza("b", "2"),
                stanza("b-bin", "2", "Depends: b (= 2)"),
                stanza("b-dev", "2", "Depends: b-bin (= 2), d"),
                stanza("c", "2"),
                stanza("d", "1"));

        assertThat(upon("""
                        Package: b
                        Version: 1

                        Package: b-dev
                        Version: 1
                        Depends: b-bin (= 1)

                        Package: b-bin
                        Version: 1
                        Pre-Depends: b (= 1)

                        Package: c
                        Version: 1
                        Depends: b (>= 1), gone
                        """, "a")).containsExactly("a 1 main", "b 2 main", "b-bin 2 main", "b-dev 2 main", "d 1 main");
    }

    @Test
    void whatDoesNotGoWithWhatComesComesInANewerVersion() {
        offer(
                "main",
                stanza("a", "1", "Depends: b (>= 2)", "Breaks: c (<< 2)"),
                stanza("b", "2"),
                stanza("c", "2"),
                stanza("d", "2"),
                stanza("e", "2"));

        assertThat(upon("""
                        Package: b
                        Version: 1

                        Package: c
                        Version: 1

                        Package: d
                        Version: 1
                        Conflicts: b (>= 2)

                        Package: e
                        Version: 1
                        """, "a")).containsExactly("a 1 main", "b 2 main", "c 2 main", "d 2 main");
    }

    /** A newer version may not stand for everything that the older one did. */
    @Test
    void whatTheOlderOneStoodForIsLookedForAgain() {
        offer("main", stanza("a", "1", "Depends: v, b (>= 2)"), stanza("b", "2"), stanza("other", "1", "Provides: v"));

        assertThat(upon("Package: b\nVersion: 1\nProvides: v", "a"))
                .containsExactly("a 1 main", "b 2 main", "other 1 main");
    }

    @Test
    void whatIsOnHoldIsNotReplaced() {
        offer("main", stanza("a", "1", "Depends: b (>= 2)"), stanza("b", "2"), stanza("x", "1", "Depends: a"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon("Package: b\nStatus: hold ok installed\nVersion: 1", "x"))
                .withMessageContainingAll(
                        "[PYF-951]",
                        "`a` 1 depends on `b (>= 2)`, and the base has `b` 1",
                        "`x` needs `a`",
                        "no newer `b` takes its place: it is on hold in the base",
                        "apt-get upgrade");
    }

    @Test
    void noneIsReplacedByAnOlderOne() {
        offer("main", stanza("a", "1", "Depends: b (= 1)"), stanza("b", "1"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon("Package: b\nVersion: 2", "a"))
                .withMessageContainingAll("[PYF-951]", "`b` 1, which is older than the base's");
    }

    @Test
    void whatNeedsTheOlderOneAndHasNoNewerVersionIsTold() {
        offer("main", stanza("a", "1", "Depends: b (>= 2)"), stanza("b", "2"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon("Package: b\nVersion: 1\n\nPackage: c\nVersion: 1\nDepends: b (= 1)", "a"))
                .withMessageContainingAll(
                        "[PYF-951] `b` 2 cannot take the place of 1: `c` 1 of the base depends on `b (= 1)`",
                        "`a` needs `b`",
                        "the archive has no `c` that goes with it");
    }

    @Test
    void whatANewerOneBreaksAndCannotBeBroughtUpToDateIsTold() {
        offer("main", stanza("a", "1", "Depends: b (>= 2)"), stanza("b", "2", "Breaks: c"), stanza("c", "2"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon("Package: b\nVersion: 1\n\nPackage: c\nVersion: 1", "a"))
                .withMessageContainingAll(
                        "[PYF-951] `b` 2 cannot take the place of 1: `c` 1 of the base does not go with it",
                        "`b` conflicts with `c`, or breaks it");
    }

    @Test
    void anotherAlternativeIsTakenThanAnOlderOneThatIsInstalled() {
        offer("main", stanza("a", "1", "Depends: b (>= 2) | c"), stanza("b", "2"), stanza("c", "1"));

        assertThat(upon("Package: b\nVersion: 1", "a")).containsExactly("a 1 main", "c 1 main");
    }

    @Test
    void whatNoArchiveHasIsMissingAlsoUponABase() {
        offer("main", stanza("a", "1", "Depends: b (>= 3)"), stanza("b", "2"));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon("Package: b\nVersion: 1", "a"))
                .withMessageContaining("[PYF-308]");
    }

    @ParameterizedTest
    @CsvSource({"Conflicts: b, X-None: b", "X-None: a, Breaks: a (<< 2)"})
    void installedPackageMayKeepOthersOut(String ofA, String ofB) {
        offer("main", stanza("a", "1", ofA));

        assertThatExceptionOfType(PyFlinkException.class)
                .isThrownBy(() -> upon("Package: b\nVersion: 1\n" + ofB, "a"))
                .withMessageContainingAll(
                        "[PYF-893]", "`b` is in the base", "`a` is wanted by itself", "apt-get upgrade");
    }

    private List<String> upon(String status, String... wanted) {
        return names(DependencyClosure.upon(InstalledPackage.ofStatus(status), List.of(wanted), available));
    }

    private List<String> closure(String... wanted) {
        return names(DependencyClosure.of(List.of(wanted), available));
    }

    private static List<String> names(List<AvailablePackages.Candidate> candidates) {
        return candidates.stream()
                .map(chosen -> chosen.offer().name() + " " + chosen.offer().version() + " " + chosen.source())
                .toList();
    }

    private void offer(String source, String... stanzas) {
        available.add(source, PackagesIndexTest.index(String.join("\n", stanzas)));
    }

    static String stanza(String name, String version, String... fields) {
        return "Package: %s\nVersion: %s\nArchitecture: amd64\n%sFilename: pool/%s.deb\nSize: 1\nSHA256: %s\n"
                .formatted(
                        name,
                        version,
                        fields.length == 0 ? "" : String.join("\n", fields) + "\n",
                        name,
                        "0".repeat(64));
    }
}
