using System.Reflection;

namespace Valhalla.Governance.Repository.Tests.Architecture;

public sealed class ProjectReferenceTests
{
    public static TheoryData<string> Projects => [.. ProjectTable.Rules.Select(rule => rule.Name)];

    [Fact]
    public void Table_ProjectsUnderSrc_AllHaveARow() =>
        Assert.Equal(ProjectTable.Existing, ProjectTable.Rules.Select(rule => rule.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Table_ItsOwnOrder_PointsOneWay()
    {
        var above = new HashSet<string>();
        foreach (var rule in ProjectTable.Rules)
        {
            Assert.Subset(above, rule.Projects.ToHashSet());
            above.Add(rule.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ProjectFile_References_AreAllowed(string project)
    {
        var rule = Find(project);

        Assert.Empty(rule.FindForbidden(ProjectTable.ReadProjectReferences(project)));
        Assert.Empty(rule.FindForbidden(ProjectTable.ReadPackageReferences(project)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Assembly_References_AreAllowed(string project)
    {
        var references = Assembly.Load(project).GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.Empty(Find(project).FindForbidden(references));
    }

    [Fact]
    public void FindForbidden_EntityFrameworkInAspNetCore_IsFound()
    {
        string[] references =
        [
            "Valhalla.Governance.Core",
            "Valhalla.Governance.EntityFramework",
            "Microsoft.EntityFrameworkCore.Relational",
        ];

        Assert.Equal(
            ["Microsoft.EntityFrameworkCore.Relational", "Valhalla.Governance.EntityFramework"],
            Find("Valhalla.Governance.AspNetCore").FindForbidden(references));
    }

    private static ProjectRule Find(string project) => ProjectTable.Rules.Single(rule => rule.Name == project);
}
