package org.pyflinkimage.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pyflinkimage.flink.FlinkVersion;

class FlinkReleasesTest {

    private final FlinkReleases releases = FlinkReleases.shipped();

    @Test
    void newestIsTheHighestNotTheLastReleased() {
        assertThat(releases.newest()).isEqualTo(new FlinkVersion(2, 3, 0));
    }

    @Test
    void newestOfALineIsItsLastPatch() {
        assertThat(releases.newestOf("1.17")).contains(new FlinkVersion(1, 17, 2));
        assertThat(releases.newestOf("1.1")).isEmpty();
    }

    @Test
    void everyPatchFromOneThirteenIsKnown() {
        assertThat(releases.all()).hasSize(46).isSorted().startsWith(new FlinkVersion(1, 13, 0));
        assertThat(releases.lines()).hasSize(12).startsWith("1.13").endsWith("2.3");
    }
}
