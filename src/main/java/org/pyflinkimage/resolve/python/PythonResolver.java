package org.pyflinkimage.resolve.python;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.pyflinkimage.facts.FlinkRelease;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Distribution;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.DeclaredAccess;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.resolve.index.PipLinks;
import org.pyflinkimage.resolve.index.ProjectSettings;
import org.pyflinkimage.resolve.index.PythonIndexes;
import org.pyflinkimage.resolve.python.RequirementFiles.Prepared;
import org.pyflinkimage.resolve.uv.InterpreterStub;
import org.pyflinkimage.resolve.uv.SdistTable;
import org.pyflinkimage.resolve.uv.UvPatience;
import org.pyflinkimage.resolve.uv.UvProgram;
import org.pyflinkimage.resolve.uv.UvSearch;
import org.pyflinkimage.resolve.uv.UvSession;
import org.pyflinkimage.resolve.uv.UvTarget;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.system.Environment;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.Masking;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Chooses the Python distributions of an image: PyFlink, what it needs, and what the job needs. uv does the choosing. */
public final class PythonResolver {

    /**
     * What a resolution may be told beside the requirements.
     *
     * @param uv the uv to use; found or fetched where empty
     * @param added requirements that PyFlink needs and does not declare
     * @param builder who builds what only running can tell the contents of; empty where nobody does
     * @param mayHaveBuilder whether the image could be built from a Dockerfile, so that a builder is a way out
     */
    public record Options(
            Optional<Path> uv, List<AddedRequirement> added, Optional<BuilderName> builder, boolean mayHaveBuilder) {
        public Options {
            added = List.copyOf(added);
        }

        /** Where nothing is built. */
        public Options(Optional<Path> uv, List<AddedRequirement> added) {
            this(uv, added, Optional.empty(), true);
        }
    }

    private final UvSearch search;
    private final Environment environment;
    private final ArtifactStore store;
    private final Transport transport;
    private final Consumer<URI> judge;
    private final BuildLog log;

    /** What was noted, once for all combinations. */
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    public PythonResolver(
            UvSearch search, Environment environment, ArtifactStore store, Transport transport, BuildLog log) {
        this(search, environment, store, transport, address -> {}, log);
    }

    private PythonResolver(
            UvSearch search,
            Environment environment,
            ArtifactStore store,
            Transport transport,
            Consumer<URI> judge,
            BuildLog log) {
        this.search = search;
        this.environment = environment;
        this.store = store;
        this.transport = transport;
        this.judge = judge;
        this.log = log;
    }

    /**
     * The same, where not all files may be read that uv chooses: a page of an index can name any of this machine's.
     *
     * @param other throws where what lies at an address is not to be read
     */
    public PythonResolver judgedBy(Consumer<URI> other) {
        return new PythonResolver(search, environment, store, transport, other, log);
    }

    /**
     * Resolves the distributions of one combination.
     *
     * @param system that they are to run on
     * @throws PyFlinkException {@code PYF-48x}, {@code PYF-490} where there is no answer, {@code PYF-491} to {@code PYF-493} where its
     *     files are not those that the user's own locks fix, or cannot be locked
     */
    public PythonResolution resolve(
            Combination combination, SystemVersions system, PythonRequirements requirements, Options options) {
        Environment told =
                environment.withDefaults(PythonIndexes.read(environment).variables());
        PipLinks.told(told).absent().stream().filter(noted::add).forEach(this::tellAbsent);
        AddressVariables variables =
                new AddressVariables(DeclaredAccess.withoutLogins(told)::variable, requirements.base());
        UvTarget target = new UvTarget(combination.platform(), system.python(), system.glibc());
        try {
            ServerFiles servers = new ServerFiles(transport, variables);
            servers.warnings(requirements).forEach(log::warn);
            DeclaredRequirements required = DeclaredRequirements.read(servers.read(requirements), environment);
            ProjectSettings project = new ProjectSettings(required.declared().files());
            try (Scratch scratch = Scratch.create()) {
                UvSession uv = open(combination, target, told, project, options, scratch);
                return resolve(uv, target, required, options, variables, scratch);
            }
        } catch (PyFlinkException e) {
            throw variables.masked(e);
        }
    }

    private void tellAbsent(String link) {
        log.note("`%s` in pip's `find-links` is not there: it is passed over, as by pip".formatted(Masking.of(link)));
    }

    private PythonResolution resolve(
            UvSession uv,
            UvTarget target,
            DeclaredRequirements required,
            Options options,
            AddressVariables variables,
            Scratch scratch) {
        DeclaredSums declared = DeclaredSums.of(required);
        SdistTable sdists = SdistTable.carried();
        Additions added = new Additions(options.added()).beside(required, target.markers());
        FolderWheels folders = new FolderWheels(scratch);
        ArtifactSums sums = new ArtifactSums(store, transport, address -> judge.accept(folders.locked(address)));
        RequirementWriter writer =
                new RequirementWriter(variables, required.declared().base(), folders::address, target.markers());
        IndexVariables logins =
                new IndexVariables(uv.environment(), required.declared().base());
        Prepared prepared = new RequirementFiles(scratch, writer, target.markers(), logins)
                .prepare(required, log)
                .after(ownRequirements(uv.combination(), added.all(), scratch));
        new FlinkSdists(uv, sums, scratch).addTo(sdists, uv.combination().flink(), target);
        IndexSdists resolution = new IndexSdists(
                uv,
                sums,
                scratch,
                table -> prepared.question(table, target),
                chosen -> chosen.files(target.tags(), declared::permits),
                options);
        IndexSdists.Solved solved = added.explaining(() -> resolution.solve(sdists));
        solved.warnings().stream().map(variables::masked).forEach(log::warn);
        solved.built().forEach(log::note);
        List<DistributionFile> found = solved.files();
        requireLockable(found, solved.sdists(), uv.combination(), variables);
        List<DistributionFile> complete =
                found.stream().map(file -> folders.locked(sums.complete(file))).toList();
        PyFlinkException.throwIfAny(declared.problems(complete));
        Set<NormalizedName> given = solved.chosen().givenAsFiles();
        Predicate<DistributionFile> local = file -> given.contains(file.name()) && !declared.fixes(file.name());
        return resolution(complete, local, added.all());
    }

    private UvSession open(
            Combination combination,
            UvTarget target,
            Environment told,
            ProjectSettings project,
            Options options,
            Scratch scratch) {
        UvProgram program = search.find(options.uv());
        Optional<Path> stub = program.takesStub()
                ? Optional.of(InterpreterStub.in(scratch, target.python(), target.platform()))
                : Optional.empty();
        List<String> always = search.isOffline() ? List.of("--offline") : List.of();
        return new UvSession(program, told, project, stub, always, combination, UvPatience.telling(log::note));
    }

    /** PyFlink, and what it needs and does not declare. */
    private static Path ownRequirements(Combination combination, List<AddedRequirement> added, Scratch scratch) {
        StringBuilder own = new StringBuilder(FlinkRelease.DISTRIBUTION + "==" + combination.flink() + "\n");
        added.forEach(
                requirement -> own.append(requirement.requirement().toLine()).append('\n'));
        return scratch.write("pyflink.txt", own.toString());
    }

    /** Refuses files that nobody could install, or that nobody could fetch again by what the lock file would say. */
    private static void requireLockable(
            List<DistributionFile> found, SdistTable sdists, Combination combination, AddressVariables variables) {
        List<Problem> problems = new ArrayList<>();
        for (DistributionFile file : found) {
            if (!file.isWheel() && !sdists.contains(file.name(), file.version())) {
                problems.add(withoutWheel(file, combination));
            }
            AccessQuery.problem(file, variables).ifPresent(problems::add);
        }
        PyFlinkException.throwIfAny(problems);
    }

    static Problem withoutWheel(DistributionFile file, Combination combination) {
        return Problem.declaration(
                        "PYF-486",
                        "`%s==%s` has no wheel for Python %s on %s"
                                .formatted(file.name(), file.version(), combination.python(), combination.platform()))
                .remedy("choose another version in " + Element.REQUIREMENTS.named());
    }

    /** @param local tells files that may have other bytes under one name, and that no declared sum fixes */
    private static PythonResolution resolution(
            List<DistributionFile> files, Predicate<DistributionFile> local, List<AddedRequirement> added) {
        SourceTable ofFiles = table(Source.LOCAL, files, local);
        SourceTable ofIndexes = table(Source.PYTHON, files, local.negate());
        List<Distribution> distributions = files.stream()
                .map(file -> locked(file, (local.test(file) ? ofFiles : ofIndexes).locate(file.address())))
                .toList();
        SortedMap<Source, URI> sources = new TreeMap<>(ofIndexes.sources());
        sources.putAll(ofFiles.sources());
        return new PythonResolution(
                distributions,
                sources,
                added.stream().map(AddedRequirement::toLine).toList());
    }

    private static SourceTable table(Source first, List<DistributionFile> files, Predicate<DistributionFile> belongs) {
        return new SourceTable(
                first,
                files.stream().filter(belongs).map(DistributionFile::address).toList());
    }

    private static Distribution locked(DistributionFile file, Location location) {
        return file.isWheel()
                ? new LockedArtifact.Wheel(
                        file.name(),
                        file.version(),
                        file.fileName(),
                        location,
                        file.sha256().orElseThrow(),
                        file.size().orElseThrow())
                : new LockedArtifact.Sdist(
                        file.name(),
                        file.version(),
                        file.fileName(),
                        location,
                        file.sha256().orElseThrow(),
                        file.size().orElseThrow());
    }
}
