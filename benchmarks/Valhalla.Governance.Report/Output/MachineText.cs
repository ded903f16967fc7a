using System.Runtime.InteropServices;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Output;

/// <summary>What the rows were measured on: no names of hosts, no paths.</summary>
internal static class MachineText
{
    public static async Task<string> DescribeAsync()
    {
        var postgreSql = PostgreSqlInstallation.MissingReason is null
            ? $"PostgreSQL {await ScratchDatabase.ReadVersionAsync()}"
            : "no PostgreSQL";
        return $"{Machine.Describe()}, {postgreSql}, SQLite {await ScratchFile.ReadVersionAsync()}, "
            + $"{RuntimeInformation.OSArchitecture}";
    }
}
