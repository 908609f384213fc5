package org.pyflinkimage.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.Sources;
import org.pyflinkimage.value.Sha256;

class SharedSourcesTest {

    private static final URI FIRST = URI.create("http://127.0.0.1:8080/first/");
    private static final URI SECOND = URI.create("http://127.0.0.1:8080/second/");
    private static final URI THIRD = URI.create("http://127.0.0.1:8080/third/");

    private final SharedSources sources = new SharedSources(new TreeMap<>());

    @Test
    void sameAddressUnderOneNameIsOneSource() {
        List<Deb> once = adopt(FIRST);
        List<Deb> again = adopt(FIRST);

        assertThat(again).isEqualTo(once);
        assertThat(sources.addresses()).isEqualTo(Sources.of(Map.of("python", FIRST)));
    }

    @Test
    void otherAddressUnderATakenNameGetsANameOfItsOwn() {
        adopt(FIRST);

        List<Deb> moved = adopt(SECOND);

        assertThat(moved.get(0).location()).isEqualTo(new Location(Source.parse("python-2"), "a.deb"));
        assertThat(sources.addresses()).isEqualTo(Sources.of(Map.of("python", FIRST, "python-2", SECOND)));
    }

    @Test
    void everyFurtherAddressGetsTheNextName() {
        adopt(FIRST);
        adopt(SECOND);

        assertThat(adopt(THIRD).get(0).location().source()).hasToString("python-3");
    }

    @Test
    void addressKnownByALaterNameIsFoundAgain() {
        adopt(FIRST);
        adopt(SECOND);

        assertThat(adopt(SECOND).get(0).location().source()).hasToString("python-2");
    }

    private List<Deb> adopt(URI address) {
        SortedMap<Source, URI> table = Sources.of(Map.of("python", address));
        Deb deb = new Deb("a", "1", "all", new Location(Source.parse("python"), "a.deb"), Sha256.of("a"), 1);
        return sources.adopt(table, List.of(deb), Deb::at);
    }
}
