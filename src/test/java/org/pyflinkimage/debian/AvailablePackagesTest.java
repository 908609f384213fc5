package org.pyflinkimage.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pyflinkimage.debian.DependencyClosureTest.stanza;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailablePackagesTest {

    private final AvailablePackages available = new AvailablePackages();

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
        byte[] text = String.join("\n", stanzas).getBytes(StandardCharsets.UTF_8);
        available.add(source, PackagesIndex.of(text, "amd64"));
    }
}
