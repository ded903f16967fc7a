using System.Xml.Linq;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Repository.Tests.Architecture;

/// <summary>The projects under src, what each may reference, and what it does reference.</summary>
internal static class ProjectTable
{
    private const string Core = "Valhalla.Governance.Core";
    private const string Operations = "Valhalla.Governance.Operations";
    private const string EntityFramework = "Valhalla.Governance.EntityFramework";
    private const string Sqlite = "Valhalla.Governance.EntityFramework.Sqlite";
    private const string PostgreSql = "Valhalla.Governance.EntityFramework.PostgreSql";
    private const string AspNetCore = "Valhalla.Governance.AspNetCore";
    private const string Bundle = "Valhalla.Governance";
    private const string Cli = "Valhalla.Governance.Cli";

    private const string AnyEntityFramework = "Microsoft.EntityFrameworkCore";
    private const string Web = "Microsoft.AspNetCore";
    private static readonly string[] SqliteDriver =
        ["Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore.Sqlite", "SQLitePCLRaw"];
    private static readonly string[] PostgreSqlDriver = ["Npgsql"];
    private static readonly string[] Storage = [AnyEntityFramework, .. SqliteDriver, .. PostgreSqlDriver];

    /// <summary>The table of the architecture page, in the order of the direction: references point upwards.</summary>
    public static IReadOnlyList<ProjectRule> Rules { get; } =
    [
        new(Core, Projects: [], BannedPrefixes: [.. Storage, Web, "NodaTime"]),
        new(Operations, [Core], [.. Storage, Web]),
        new(EntityFramework, [Core, Operations], [.. SqliteDriver, .. PostgreSqlDriver, Web]),
        new(Sqlite, [EntityFramework, Core, Operations], [.. PostgreSqlDriver, Web]),
        new(PostgreSql, [EntityFramework, Core, Operations], [.. SqliteDriver, Web]),
        new(AspNetCore, [Core, Operations], Storage),
        new(Bundle, [Core, Operations, EntityFramework, Sqlite, PostgreSql, AspNetCore], BannedPrefixes: []),
        // It sees all of them through the bundle, and none of the drivers.
        new(Cli, [Bundle, Core, Operations, EntityFramework, Sqlite, PostgreSql, AspNetCore], Storage),
    ];

    /// <summary>The names of the projects that exist under src.</summary>
    public static IReadOnlyList<string> Existing { get; } =
        [.. Directory.GetFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal)];

    /// <summary>The projects a project file references.</summary>
    public static IReadOnlyList<string> ReadProjectReferences(string project) =>
        [.. Read(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>The packages and frameworks a project file references.</summary>
    public static IReadOnlyList<string> ReadPackageReferences(string project) =>
        [.. Read(project, "PackageReference"), .. Read(project, "FrameworkReference")];

    private static IEnumerable<string> Read(string project, string item) =>
        XDocument.Load(Path.Combine(RepositoryPaths.Root, "src", project, project + ".csproj"))
            .Descendants(item)
            .Select(element => element.Attribute("Include")!.Value.Replace('\\', '/'));
}
