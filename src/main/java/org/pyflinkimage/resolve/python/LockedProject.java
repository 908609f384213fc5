package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.SpecifierSet;
import org.pyflinkimage.python.VersionSamples;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.Problem;

/**
 * The project that a {@code uv.lock} is of, with the members of its workspace, as its files are now: where {@code uv lock --check} says
 * that the lock file needs to be updated, what is locked is not what is declared. Nothing is run: what only a build backend knows, and
 * what indexes have meanwhile, is not looked at.
 *
 * @param file the lock file
 * @param lock what it says
 * @param workspace the {@code pyproject.toml} beside it
 * @param effective the settings that versions are chosen with, wherever they are set
 */
record LockedProject(Path file, JsonNode lock, JsonNode workspace, JsonNode effective) {

    /** From here on a lock file may leave out what its projects declare. */
    private static final int WITHOUT_METADATA = 4;

    private static final int WITH_DEFAULT_GROUPS = 5;

    /** A project of the lock file. */
    private record Member(JsonNode entry, Path folder, JsonNode project) {

        boolean declares(String key) {
            return !ProjectDependencies.normalized(project.at("/project/dynamic"))
                    .contains(key);
        }
    }

    /** {@code PYF-476} where it was made for another declaration. */
    Optional<Problem> problem() {
        List<String> differences = new ArrayList<>(new LockedSettings(lock, workspace, effective).differences());
        List<Member> members = members();
        pythons(members).ifPresent(differences::add);
        others(members).ifPresent(differences::add);
        ProjectDependencies own = dependencies(folder(), workspace);
        listed("constraint-dependencies", "constraints", own, differences);
        listed("override-dependencies", "overrides", own, differences);
        listed("build-constraint-dependencies", "build-constraints", own, differences);
        members.forEach(member -> compare(member, differences));
        if (!workspace.path("project").isObject()) {
            ofWorkspace(own, differences);
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(older(differences));
    }

    private Problem older(List<String> differences) {
        Problem problem = ProjectHashes.earlier(file, "pyproject.toml", "uv lock");
        for (String difference : differences) {
            problem = problem.why(difference);
        }
        return problem;
    }

    private Path folder() {
        return file.toAbsolutePath().normalize().resolveSibling("");
    }

    /** Those whose files are here. */
    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        Map<Path, JsonNode> projects = new HashMap<>();
        for (JsonNode entry : lock.path("package")) {
            folderOf(entry).map(folder()::resolve).map(Path::normalize).ifPresent(folder -> {
                Path project = folder.resolve("pyproject.toml");
                if (folder.equals(folder())) {
                    members.add(new Member(entry, folder, workspace));
                } else if (Files.isRegularFile(project)) {
                    members.add(new Member(entry, folder, projects.computeIfAbsent(project, Toml::readIfPresent)));
                }
            });
        }
        return members.stream()
                .filter(member -> member.project().path("project").has("name"))
                .toList();
    }

    private static Optional<String> folderOf(JsonNode entry) {
        return Stream.of("virtual", "editable", "directory")
                .map(kind -> entry.path("source").path(kind))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst();
    }

    private ProjectDependencies dependencies(Path folder, JsonNode project) {
        return new ProjectDependencies(
                project, workspace, new DependencySource(folder, lock.path("package"), folder()));
    }

    private LockedDependencies locked(JsonNode entries) {
        DependencySource places = new DependencySource(folder(), lock.path("package"), folder());
        return new LockedDependencies(
                entries.valueStream()
                        .filter(entry -> entry.has("name"))
                        .map(entry -> Dependency.locked(entry, places))
                        .toList(),
                SpecifierSet.parse(lock.path("requires-python").asText()).orElse(SpecifierSet.ANY));
    }

    private void listed(String key, String kept, ProjectDependencies own, List<String> differences) {
        differences.addAll(locked(lock.at("/manifest/" + kept))
                .differences(own.listed(workspace.at("/tool/uv/" + key)), " in `%s`".formatted(key)));
    }

    private void compare(Member member, List<String> differences) {
        JsonNode entry = member.entry();
        ProjectDependencies now = dependencies(member.folder(), member.project());
        String where = member.folder().equals(folder())
                ? ""
                : " in `%s`".formatted(folder().relativize(member.folder().resolve("pyproject.toml")));
        identity(member).map(text -> text + where).ifPresent(differences::add);
        if (!entry.has("metadata") && revision() >= WITHOUT_METADATA) {
            return;
        }
        JsonNode before = entry.path("metadata");
        if (member.declares("dependencies") && member.declares("optional-dependencies")) {
            differences.addAll(locked(before.path("requires-dist")).differences(now.dependencies(), where));
            Set<String> extras = ProjectDependencies.normalized(before.path("provides-extras"));
            if (revision() > 0 && !extras.equals(now.extras())) {
                differences.add("the extras are %s, and were %s".formatted(now.extras(), extras) + where);
            }
        }
        groups(now, before.path("requires-dev"), where, differences);
    }

    private void groups(ProjectDependencies project, JsonNode before, String where, List<String> differences) {
        Map<String, List<Dependency>> now = project.groups();
        circle(project, where).ifPresent(differences::add);
        for (String group : namesOfGroups(now, before)) {
            List<String> changed = inGroup(group, now, before, where);
            differences.addAll(changed);
            if (changed.isEmpty() && revision() > 0 && now.containsKey(group) != before.has(group)) {
                differences.add(
                        "the group `%s` was%s locked".formatted(group, before.has(group) ? "" : " not") + where);
            }
        }
    }

    /** Groups of a workspace that is no project itself; of one with nothing in it uv keeps nothing. */
    private void ofWorkspace(ProjectDependencies own, List<String> differences) {
        JsonNode before = lock.at("/manifest/dependency-groups");
        Map<String, List<Dependency>> now = own.groups();
        circle(own, "").ifPresent(differences::add);
        namesOfGroups(now, before).forEach(group -> differences.addAll(inGroup(group, now, before, "")));
        defaultGroups(lock.at("/manifest/default-groups"), own).ifPresent(differences::add);
    }

    /** uv locks no project that has one. */
    private static Optional<String> circle(ProjectDependencies project, String where) {
        List<String> names = DependencyGroups.of(project.project()).circle();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("a group includes itself: `%s`".formatted(String.join("` includes `", names)) + where);
    }

    private static Set<String> namesOfGroups(Map<String, List<Dependency>> now, JsonNode before) {
        Set<String> names = new TreeSet<>(now.keySet());
        before.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<String> inGroup(String group, Map<String, List<Dependency>> now, JsonNode before, String where) {
        return locked(before.path(group))
                .differences(now.getOrDefault(group, List.of()), " in the group `%s`".formatted(group) + where);
    }

    private int revision() {
        return lock.path("revision").asInt();
    }

    /** What the project is, beside what it requires. */
    private Optional<String> identity(Member member) {
        JsonNode own = member.project().path("project");
        String locked = member.entry().path("version").asText();
        if (!NormalizedName.normalized(own.path("name").asText())
                .equals(member.entry().path("name").asText())) {
            return Optional.of("the project is `%s`, and was `%s`"
                    .formatted(
                            own.path("name").asText(),
                            member.entry().path("name").asText()));
        }
        if (member.declares("version") && !sameVersion(own.path("version").asText(), locked)) {
            return Optional.of("the project's version is %s, and was %s"
                    .formatted(own.path("version").asText(), locked));
        }
        if (!member.folder().equals(folder())) {
            return Optional.empty();
        }
        boolean wasPackage = !member.entry().path("source").has("virtual");
        if (isPackage(member.project()) != wasPackage) {
            return Optional.of(
                    wasPackage ? "the project was a package, and is none" : "the project is a package, and was none");
        }
        return defaultGroups(member.entry().path("default-groups"), dependencies(member.folder(), member.project()));
    }

    private Optional<String> defaultGroups(JsonNode kept, ProjectDependencies own) {
        Set<String> before = kept.isMissingNode()
                ? Set.of(ProjectDependencies.OF_DEVELOPMENT)
                : kept.isTextual() ? Set.of(kept.asText()) : ProjectDependencies.normalized(kept);
        Set<String> now = own.defaultGroups();
        return (kept.isMissingNode() && revision() < WITH_DEFAULT_GROUPS) || before.equals(now)
                ? Optional.empty()
                : Optional.of("the default groups are %s, and were %s".formatted(now, new TreeSet<>(before)));
    }

    private static boolean isPackage(JsonNode project) {
        return project.at("/tool/uv/package").asBoolean(project.has("build-system"));
    }

    private static boolean sameVersion(String now, String before) {
        return now.equals(before) || Pep440Version.parse(now).equals(Pep440Version.parse(before));
    }

    /** The first and the last Python count, and not what is left out between them. */
    private Optional<String> pythons(List<Member> members) {
        Set<String> kept = ProjectDependencies.normalized(lock.at("/manifest/members"));
        List<SpecifierSet> declared = members.stream()
                .filter(member -> kept.isEmpty()
                        || kept.contains(member.entry().path("name").asText()))
                .flatMap(
                        member -> SpecifierSet.parse(
                                member.project().at("/project/requires-python").asText())
                                .stream())
                .filter(specifiers -> !specifiers.isEmpty())
                .toList();
        String locked = lock.path("requires-python").asText();
        SpecifierSet before = SpecifierSet.parse(locked).orElse(SpecifierSet.ANY);
        List<SpecifierSet> all = new ArrayList<>(declared);
        all.add(before);
        List<Pep440Version> versions = List.copyOf(VersionSamples.telling(all));
        return declared.isEmpty() || ends(declared, versions).equals(ends(List.of(before), versions))
                ? Optional.empty()
                : Optional.of("`requires-python` is `%s`, and was `%s`"
                        .formatted(
                                declared.stream()
                                        .map(SpecifierSet::toString)
                                        .distinct()
                                        .collect(Collectors.joining(",")),
                                locked));
    }

    private static List<Optional<Pep440Version>> ends(List<SpecifierSet> all, List<Pep440Version> versions) {
        List<Pep440Version> inside = versions.stream()
                .filter(version -> all.stream().allMatch(one -> one.contains(version)))
                .toList();
        return inside.isEmpty()
                ? List.of(Optional.empty())
                : List.of(Optional.of(inside.get(0)), Optional.of(inside.get(inside.size() - 1)));
    }

    private Optional<String> others(List<Member> members) {
        Set<String> before = ProjectDependencies.normalized(lock.at("/manifest/members"));
        Set<Path> folders = new WorkspaceMembers(folder(), workspace, new WorkspaceEffort()).folders();
        Set<String> gone = members.stream()
                .filter(member -> before.contains(member.entry().path("name").asText()))
                .filter(member -> !member.folder().equals(folder()) && !folders.contains(member.folder()))
                .map(member -> member.entry().path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Path> known = members.stream().map(Member::folder).collect(Collectors.toSet());
        Set<Path> added = folders.stream()
                .filter(folder -> !known.contains(folder))
                .map(folder()::relativize)
                .collect(Collectors.toCollection(TreeSet::new));
        return gone.isEmpty() && added.isEmpty()
                ? Optional.empty()
                : Optional.of("the workspace's members are others: %s"
                        .formatted(Stream.concat(
                                        gone.stream().map("without `%s`"::formatted),
                                        added.stream().map("with `%s`"::formatted))
                                .collect(Collectors.joining(", "))));
    }
}
