using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.SystemTests.Processes;

/// <summary>A fact that needs a PostgreSQL server, and bash, curl and jq.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactWithShellAttribute : FactAttribute
{
    public PostgreSqlFactWithShellAttribute() => Skip = ShellFactAttribute.MissingReason
        ?? (PostgreSqlInstallation.IsRequired ? null : PostgreSqlInstallation.MissingReason);
}
