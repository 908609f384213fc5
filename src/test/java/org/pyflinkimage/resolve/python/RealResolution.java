package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.fetch.Amount;
import org.pyflinkimage.fetch.FileArtifactStore;
import org.pyflinkimage.fetch.HttpTransport;
import org.pyflinkimage.fetch.Logins;
import org.pyflinkimage.plan.LockFile;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.Plans;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.uv.RealUv;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.rules.Specs;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.DiskProject;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.value.SilentLog;

/**
 * What a real uv chooses from this machine's own index, for Python 3.11 of Debian bookworm.
 *
 * @param store keeps what is fetched
 */
public record RealResolution(FileArtifactStore store) {

    /** Beside PyFlink 2.3.0. */
    public PythonResolution of(List<String> requirements) {
        return of(Specs.cell("2.3.0", 17, "3.11"), DiskProject.requirements(requirements));
    }

    PythonResolution of(Combination combination, PythonRequirements requirements) {
        Environment environment = Environment.ofProcess();
        HttpTransport transport = transport();
        UvSearch search = new UvSearch(environment, store, transport, false, SilentLog.INSTANCE);
        return new PythonResolver(search, environment, store, transport, SilentLog.INSTANCE)
                .resolve(
                        combination,
                        Plans.BOOKWORM,
                        requirements,
                        new PythonResolver.Options(Optional.of(RealUv.executable()), List.of()));
    }

    /** The file of one of them, fetched where the store has it not. */
    public Path fetched(PythonResolution resolution, Distribution distribution) {
        LockFile lock = new LockFile(resolution.sources(), List.of());
        return store.find(distribution.sha256(), distribution.size())
                .orElseGet(() -> store.put(
                        distribution.sha256(),
                        distribution.size(),
                        file -> transport()
                                .download(
                                        lock.address(distribution.location()),
                                        file,
                                        Amount.exactly(distribution.size()),
                                        received -> {})));
    }

    private static HttpTransport transport() {
        Environment environment = Environment.ofProcess();
        Logins logins = Logins.of(environment, PythonIndexes.read(environment).addresses());
        return new HttpTransport(new HttpTransport.Settings(environment, List.of(), logins, false), SilentLog.INSTANCE);
    }
}
