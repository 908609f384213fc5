package org.pyflinkimage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links as somebody writes them who wants more than to have them followed; the results of usual ones are Linux's. */
class PathResolutionTest {

    private static final String FOLDER = "";

    private final Map<UnixPath, String> tree = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final PathResolution resolution = new PathResolution(tree::containsKey, path -> {
        asked.incrementAndGet();
        return Optional.ofNullable(tree.get(path)).filter(target -> !target.equals(FOLDER));
    });

    /** As {@code realpath -e} and {@code realpath -m} have it in such a folder. */
    @ParameterizedTest
    @CsvSource({
        "/,                 /,          /",
        "/a,                /a,         /a",
        "/a/b,              /a/b,       /a/b",
        "/relative/b,       /a/b,       /a/b",
        "/absolute/b,       /a/b,       /a/b",
        "/root/a/b,         /a/b,       /a/b",
        "/above/relative/b, /a/b,       /a/b",
        "/relative,         /relative,  /a",
        "/out/c,            /a/c,       /a/c",
        "/out,              /out,       /a",
        "/dots/b,           /a/b,       /a/b",
        "/a/none,           /a/none,",
        "/none/b,           /none/b,",
        "/nowhere/b,        /none/b,",
        "/nowhere,          /nowhere,",
        "/back/b,           /a/b,"
    })
    void usualLinksAreFollowed(String path, String place, @Nullable String found) {
        folder("/a");
        folder("/a/b");
        folder("/a/c");
        folder("/a/b/d");
        link("/relative", "a");
        link("/absolute", "/a");
        link("/root", "/");
        link("/above", "../../..");
        link("/deep", "a/b/d");
        link("/out", "deep/../..");
        link("/dots", ".//./a/./");
        link("/nowhere", "none");
        link("/back", "none/../a");

        assertThat(resolution.place(UnixPath.of(path))).isEqualTo(UnixPath.of(place));
        assertThat(resolution.find(UnixPath.of(path)))
                .isEqualTo(Optional.ofNullable(found).map(UnixPath::of));
    }

    /** Each link leads through the one before it twice: followed one by one they are 2^40. */
    @Test
    void linksThatDoubleEachOtherEnd() {
        link("/s0", ".");
        for (int i = 1; i <= 40; i++) {
            link("/s" + i, "s%1$s/s%1$s".formatted(i - 1));
        }

        assertThat(resolution.find(UnixPath.of("/s4"))).contains(UnixPath.ROOT);
        assertThat(resolution.find(UnixPath.of("/s40"))).isEmpty();
        assertThat(tree).containsKey(above(resolution.place(UnixPath.of("/s40/x"))));
        assertThat(asked.get()).isLessThan(500);
    }

    @Test
    void longLinksThatLeadToEachOtherEnd() {
        folder("/d");
        link("/l0", "d");
        for (int i = 1; i <= 40; i++) {
            link("/l" + i, "d/../".repeat(200) + "l" + (i - 1));
        }

        assertThat(resolution.find(UnixPath.of("/l1"))).contains(UnixPath.of("/d"));
        assertThat(resolution.find(UnixPath.of("/l40"))).isEmpty();
        assertThat(tree).containsKey(above(resolution.place(UnixPath.of("/l40/x"))));
        assertThat(asked.get()).isLessThan(2000);
    }

    @Test
    void longLinkIsFollowedAlone() {
        folder("/d");
        link("/l", "./".repeat(511) + "d");
        link("/longer", "./".repeat(512) + "d");

        assertThat(resolution.find(UnixPath.of("/l"))).contains(UnixPath.of("/d"));
        assertThat(resolution.find(UnixPath.of("/longer"))).isEmpty();
    }

    @Test
    void nothingIsFoundBehindALinkTooMany() {
        for (int i = 0; i < 50; i++) {
            link("/" + i, i + 1 + "/..");
        }
        folder("/50");

        assertThat(resolution.find(UnixPath.of("/0"))).isEmpty();
        assertThat(resolution.find(UnixPath.of("/45"))).contains(UnixPath.ROOT);
        assertThat(resolution.place(UnixPath.of("/0/x"))).isEqualTo(UnixPath.of("/40/x"));
    }

    /** Whatever links say, each path has an end, and soon. */
    @Test
    void generatedLinksEnd() {
        SplittableRandom random = new SplittableRandom(7);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 300; i++) {
                tree.clear();
                int links = 1 + random.nextInt(60);
                for (int link = 0; link < links; link++) {
                    link("/" + link, target(random, links));
                }
                asked.set(0);
                resolution.find(UnixPath.of("/0/1/0"));
                resolution.place(UnixPath.of("/0/1/0"));
                assertThat(asked.get()).isLessThan(2 * 600);
            }
        });
    }

    private static String target(SplittableRandom random, int links) {
        StringBuilder target = new StringBuilder(random.nextInt(4) == 0 ? "/" : "");
        int segments = 1 + random.nextInt(random.nextInt(8) == 0 ? 1000 : 4);
        for (int i = 0; i < segments; i++) {
            int kind = random.nextInt(8);
            target.append(kind == 0 ? ".." : kind == 1 ? "." : String.valueOf(random.nextInt(links)))
                    .append('/');
        }
        return target.toString();
    }

    private static UnixPath above(UnixPath place) {
        UnixPath above = place;
        while (!above.parent().isRoot()) {
            above = above.parent();
        }
        return above;
    }

    private void folder(String path) {
        tree.put(UnixPath.of(path), FOLDER);
    }

    private void link(String path, String target) {
        tree.put(UnixPath.of(path), target);
    }
}
