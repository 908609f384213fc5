package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.facts.FlinkRelease.Libraries;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.resolve.uv.SdistTable;
import org.pyflinkimage.resolve.uv.UvSession;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.resolve.uv.UvTarget;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.Platform;

/** PyFlink's own two distributions, where they come as sdists. */
record FlinkSdists(UvSession uv, ArtifactSums sums, Scratch scratch) {

    /** Adds to the sdists that are let in what a release has no wheel of. */
    void addTo(SdistTable sdists, FlinkVersion flink, UvTarget target) {
        FlinkRelease known = Facts.shipped().nearestTo(flink);
        if (known.libraries() != Libraries.WHEEL) {
            sdists.add(FlinkRelease.LIBRARIES, flink.toString(), List.of());
        }
        if (known.wheels().on(target.platform()).isEmpty()) {
            sdists.add(FlinkRelease.DISTRIBUTION, flink.toString(), requirements(flink, target));
        }
    }

    /** The release has no wheel for this platform; what the sdist requires stands in the small wheel for the other one. */
    private List<String> requirements(FlinkVersion flink, UvTarget target) {
        UvTarget other = target.on(Platform.LINUX_AMD64);
        Path file = scratch.write("flink.txt", FlinkRelease.DISTRIBUTION + "==" + flink + "\n");
        String answer = uv.compileAlone(new Question(List.of(file), new SdistTable(), other), scratch)
                .pylock();
        DistributionFile wheel =
                Pylock.parse(answer, scratch.folder()).files(other.tags()).get(0);
        Path known = sums.fetch(sums.complete(wheel));
        return Metadata.ofWheel(known, wheel.fileName()).requirementsIn(target.markers());
    }
}
