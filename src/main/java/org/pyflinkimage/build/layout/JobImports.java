package org.pyflinkimage.build.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.pyflinkimage.build.layout.JobSources.Import;
import org.pyflinkimage.python.ImportStatement.Need;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.PathChanges;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.Problem;

/**
 * What a job imports and nothing in its image brings: read from its sources, of which nothing runs. Where Python may look for modules in
 * places that are not known, nothing is said.
 */
final class JobImports {

    /** Modules that are told one by one. */
    private static final int MOST = 20;

    private static final Set<String> FOR_CLIENTS = Set.of("python.client.executable", "python.pythonpath");

    private final ModulePath modules;
    private final Set<String> settings;
    private final BiPredicate<Import, String> certain;

    /**
     * A check.
     *
     * @param settings names of those of Flink that are declared
     */
    JobImports(ModulePath modules, Set<String> settings) {
        this(modules, settings, (found, module) -> true);
    }

    /**
     * A check where not all is known that an image will have.
     *
     * @param certain tells whether a module that is not to be found is missing all the same
     */
    JobImports(ModulePath modules, Set<String> settings, BiPredicate<Import, String> certain) {
        this.modules = modules;
        this.settings = Set.copyOf(settings);
        this.certain = certain;
    }

    /** Warnings, one for each module. */
    List<Problem> problems(JobSpec job) {
        JobSources sources = JobSources.of(modules, job.entry());
        List<Problem> problems = new ArrayList<>(relative(sources));
        problems.addAll(missing(job, sources));
        return problems;
    }

    /** Of these the ones of modules that are nowhere. */
    List<Problem> missing(JobSpec job) {
        return missing(job, JobSources.of(modules, job.entry()));
    }

    /** Of these the ones that nothing else in the image changes. */
    List<Problem> relative(JobSpec job) {
        return relative(JobSources.of(modules, job.entry()));
    }

    private static List<Problem> relative(JobSources sources) {
        return sources.imports().stream()
                .filter(found -> found.isOutside() && found.source().main())
                .limit(1)
                .map(RelativeImport::problem)
                .toList();
    }

    private List<Problem> missing(JobSpec job, JobSources sources) {
        boolean known = sources.isClear() && settings.stream().noneMatch(FOR_CLIENTS::contains);
        if (!known || !sources.modules().isComplete()) {
            return List.of();
        }
        boolean alike =
                !sources.workersDiffer() && settings.stream().noneMatch(PathChanges.SETTINGS_FOR_WORKERS::contains);
        Map<String, Import> missing = new LinkedHashMap<>();
        for (Import found : sources.imports()) {
            if (!found.isOutside() && (alike || found.need() == Need.ALWAYS)) {
                missing(sources.modules(), found)
                        .filter(module -> certain.test(found, module))
                        .ifPresent(module -> missing.putIfAbsent(module, found));
            }
        }
        MissingModules texts = new MissingModules(job);
        List<Problem> problems = new ArrayList<>();
        missing.entrySet().stream()
                .limit(MOST)
                .forEach(module -> problems.add(texts.problem(module.getKey(), module.getValue())));
        if (missing.size() > MOST) {
            problems.add(texts.further(missing.keySet().stream().skip(MOST).toList()));
        }
        return problems;
    }

    private static Optional<String> missing(ModulePath modules, Import found) {
        if (!JobSources.isName(found.module())) {
            return Optional.empty();
        }
        Optional<String> missing = modules.missing(found.module());
        return missing.isPresent() || !modules.isNamespace(found.module())
                ? missing
                : found.statement().names().stream()
                        .filter(name -> !name.equals("*"))
                        .flatMap(name -> modules.missing(found.module() + "." + name).stream())
                        .findFirst();
    }
}
