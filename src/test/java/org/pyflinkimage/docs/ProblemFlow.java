package org.pyflinkimage.docs;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a problem on its way from where it is made: by the method that makes it, in the calls that follow, and in the
 * variables and methods that it goes through.
 */
final class ProblemFlow {

    /** What hands on the problem that it is given, inside of something or without it. */
    private static final Set<String> HANDED_ON = Set.of("map", "flatMap", "orElse", "orElseGet", "or", "of");

    private static final Set<String> MAKERS = Set.of("Problem.declaration", "Problem.environment");
    private static final Set<String> REMEDY = Set.of("remedy", "withRemedies");

    private final SourceIndex sources;
    private final Set<Object> seen = new HashSet<>();
    private final Set<String> whys = new LinkedHashSet<>();
    private final Set<String> remedies = new LinkedHashSet<>();

    private ProblemFlow(SourceIndex sources) {
        this.sources = sources;
    }

    /** Follows the problem that is made there. */
    static ProblemFlow from(TreePath made, SourceIndex sources) {
        ProblemFlow flow = new ProblemFlow(sources);
        flow.followMaker(made);
        flow.follow(made);
        return flow;
    }

    List<String> whys() {
        return List.copyOf(whys);
    }

    List<String> remedies() {
        return List.copyOf(remedies);
    }

    private void follow(TreePath made) {
        if (!seen.add(made.getLeaf())) {
            return;
        }
        TreePath path = made;
        while (path != null && !(path.getLeaf() instanceof MethodTree)) {
            TreePath parent = path.getParentPath();
            if (parent != null && parent.getLeaf() instanceof MemberSelectTree member) {
                String method = member.getIdentifier().toString();
                if (method.equals("toException")) {
                    return;
                }
                path = parent.getParentPath();
                read(path, method);
            } else if (parent == null || ends(path, parent)) {
                return;
            } else {
                path = parent;
            }
        }
    }

    /** Whether the problem goes no further in this expression. */
    private boolean ends(TreePath path, TreePath parent) {
        Tree leaf = parent.getLeaf();
        if (leaf instanceof VariableTree variable) {
            followVariable(methodOf(parent), variable);
            return true;
        }
        if (leaf instanceof AssignmentTree assignment) {
            followName(methodOf(parent), assignment.getVariable().toString());
            return true;
        }
        if (leaf instanceof ReturnTree) {
            followCallers(methodOf(parent), parent.getCompilationUnit());
            return true;
        }
        if (leaf instanceof MethodInvocationTree call) {
            followArgument(parent, call, path.getLeaf());
            return !HANDED_ON.contains(SourceIndex.nameOf(call));
        }
        return false;
    }

    private void read(TreePath call, String method) {
        if (call.getLeaf() instanceof MethodInvocationTree invocation) {
            SourceTexts texts = sources.texts(call.getCompilationUnit());
            List<String> said = invocation.getArguments().stream()
                    .map(texts::text)
                    .filter(SourceTexts::isTold)
                    .toList();
            if (method.equals("why")) {
                whys.addAll(said);
            } else if (REMEDY.contains(method)) {
                remedies.addAll(said);
            }
        }
    }

    /** What a method of these sources that makes problems says of each of them: from it on, its callers are others. */
    private void followMaker(TreePath made) {
        if (made.getLeaf() instanceof MethodInvocationTree call) {
            sources.method(call, made.getCompilationUnit()).ifPresent(maker -> {
                seen.add(maker.getLeaf());
                SourceIndex.inside(maker, MethodInvocationTree.class).stream()
                        .filter(path -> MAKERS.contains(((MethodInvocationTree) path.getLeaf())
                                .getMethodSelect()
                                .toString()))
                        .forEach(this::follow);
            });
        }
    }

    private void followVariable(@Nullable TreePath method, VariableTree variable) {
        if (isOfProblems(variable.getType())) {
            followName(method, variable.getName().toString());
        }
    }

    private void followName(@Nullable TreePath method, String name) {
        if (method == null || !seen.add(List.of(method.getLeaf(), name))) {
            return;
        }
        SourceIndex.inside(method, IdentifierTree.class).stream()
                .filter(path -> ((IdentifierTree) path.getLeaf()).getName().contentEquals(name))
                .forEach(this::follow);
    }

    private void followArgument(TreePath path, MethodInvocationTree call, Tree argument) {
        Optional<TreePath> method = sources.method(call, path.getCompilationUnit());
        int index = call.getArguments().indexOf(argument);
        if (method.isPresent()
                && index >= 0
                && isOfProblems(((MethodTree) method.get().getLeaf()).getReturnType())) {
            MethodTree called = (MethodTree) method.get().getLeaf();
            followVariable(method.get(), called.getParameters().get(index));
        }
    }

    /** Calls in the same file, and those of other files that name the class. */
    private void followCallers(@Nullable TreePath method, CompilationUnitTree home) {
        if (method == null
                || !isOfProblems(((MethodTree) method.getLeaf()).getReturnType())
                || !seen.add(method.getLeaf())) {
            return;
        }
        sources.uses(((MethodTree) method.getLeaf()).getName().toString(), home).forEach(this::follow);
    }

    private static @Nullable TreePath methodOf(TreePath inside) {
        TreePath path = inside;
        while (path != null && !(path.getLeaf() instanceof MethodTree)) {
            path = path.getParentPath();
        }
        return path;
    }

    private static boolean isOfProblems(@Nullable Tree type) {
        return type == null
                || type.toString().contains("Problem")
                || type.toString().equals("var");
    }
}
