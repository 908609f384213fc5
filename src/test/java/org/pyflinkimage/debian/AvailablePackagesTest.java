package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pyflinkimage.debian.DependencyClosureTest.stanza;

import java.util.List;
import org.junit.jupiter.api.Test;

class AvailablePackagesTest {

    private final AvailablePackages available = new AvailablePackages();

    /** As apt passes it over. */
    @Test
    void providerThatCannotBeReadIsPassedOver() {
        offer(
                "main",
                stanza("a", "1", "Provides: v", "Depends: ${shlibs:Depends}"),
                stanza("b", "1", "Provides: v"),
                stanza("c", "1", "Provides: v").replace("SHA256", "MD5sum"));

        assertThat(satisfying("v")).containsExactly("b 1 main");
        assertThat(available.unreadableProviders("v")).containsExactly("`a` is none", "`c` is none");
        assertThatThrownBy(() -> satisfying("a")).hasMessageContaining("`a` is none");
    }

    /** What cannot be read may be the version that closes a hole. */
    @Test
    void packageIsNotTakenInAnotherVersionThanTheOneThatCannotBeRead() {
        offer("main", stanza("a", "1", "Provides: v"), stanza("b", "1", "Provides: v"));
        offer("security", stanza("a", "2", "Provides: v").replace("SHA256", "MD5sum"));

        assertThat(satisfying("v")).containsExactly("b 1 main");
        assertThatThrownBy(() -> available.newest("a")).hasMessageContaining("`a` is none");
    }

    @Test
    void providersAreOfferedByPriorityThenByName() {
        offer(
                "main",
                stanza("e-extra", "1", "Priority: extra", "Provides: v"),
                stanza("d-none", "1", "Provides: v"),
                stanza("c-standard", "1", "Priority: standard", "Provides: v"),
                stanza("b-important", "1", "Priority: important", "Provides: v"),
                stanza("a-required", "1", "Priority: required", "Provides: v"),
                stanza("a-optional", "1", "Priority: optional", "Provides: v"),
                stanza("a-strange", "1", "Priority: source", "Provides: v"));

        assertThat(satisfying("v"))
                .containsExactly(
                        "a-required 1 main",
                        "b-important 1 main",
                        "c-standard 1 main",
                        "a-optional 1 main",
                        "d-none 1 main",
                        "a-strange 1 main",
                        "e-extra 1 main");
    }

    @Test
    void packageOfThatNameComesBeforeAllProviders() {
        offer(
                "main",
                stanza("awk", "1", "Priority: extra", "Provides: awk"),
                stanza("gawk", "1", "Priority: required", "Provides: awk"));

        assertThat(satisfying("awk")).containsExactly("awk 1 main", "gawk 1 main");
    }

    @Test
    void onlyTheNewestVersionOfAProviderCounts() {
        offer("main", stanza("gawk", "1", "Provides: awk"), stanza("mawk", "2", "Provides: awk"));
        offer("security", stanza("gawk", "2", "Provides: gnu-awk"), stanza("mawk", "1", "Provides: awk"));

        assertThat(satisfying("awk")).containsExactly("mawk 2 main");
        assertThat(satisfying("gnu-awk")).containsExactly("gawk 2 security");
        assertThat(satisfying("gawk (<< 2)")).isEmpty();
    }

    @Test
    void packageThatNobodyOffersIsEmpty() {
        assertThat(available.newest("a")).isEmpty();
        assertThat(satisfying("a")).isEmpty();
    }

    private List<String> satisfying(String relation) {
        Relation wanted =
                Relation.parseField(relation, "amd64").get(0).relations().get(0);
        return available.satisfying(wanted).stream()
                .map(candidate ->
                        candidate.offer().name() + " " + candidate.offer().version() + " " + candidate.source())
                .toList();
    }

    private void offer(String source, String... stanzas) {
        available.add(source, PackagesIndexTest.index(String.join("\n", stanzas)));
    }
}
