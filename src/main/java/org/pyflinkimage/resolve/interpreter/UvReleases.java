package org.pyflinkimage.resolve.interpreter;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.resolve.uv.InterpreterList;
import org.pyflinkimage.resolve.uv.UvProgram;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.BuildLog;

/** Where uv takes standalone CPythons from, by its own knowledge and by the mirror that it is set up for. */
public final class UvReleases implements Function<ImageSpec.Hints, URI> {

    private final Environment environment;
    private final ArtifactStore store;
    private final Transport transport;
    private final boolean offline;
    private final BuildLog log;

    /** @param offline whether uv may not be downloaded */
    public UvReleases(
            Environment environment, ArtifactStore store, Transport transport, boolean offline, BuildLog log) {
        this.environment = environment;
        this.store = store;
        this.transport = transport;
        this.offline = offline;
        this.log = log;
    }

    /** @throws org.pyflinkimage.value.PyFlinkException {@code PYF-358} where uv does not say it */
    @Override
    public URI apply(ImageSpec.Hints hints) {
        UvProgram uv = new UvSearch(environment, store, transport, log).find(hints.uv(), offline);
        InterpreterList list = InterpreterList.ask(uv, environment);
        Optional<URI> folder = list.releases();
        return folder.orElseThrow(
                () -> InterpreterProblems.noPlace(uv.executable().toString(), list.reason())
                        .toException());
    }
}
