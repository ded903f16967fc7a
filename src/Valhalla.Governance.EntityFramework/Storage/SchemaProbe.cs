using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>Reads the one row that says which schema is installed.</summary>
internal sealed class SchemaProbe(IStoreDialect dialect, IStoreErrorMapper errors, StoreRetry retry) : ISchemaProbe
{
    public ValueTask<SchemaStatus> ProbeAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (probe, token) => probe.ProbeOnceAsync(token), cancellationToken);

    private async ValueTask<SchemaStatus> ProbeOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        var description = await dialect.DescribeAsync(db, cancellationToken);
        var installed = await ReadVersionAsync(db, cancellationToken);
        var warning = dialect.WarningOf(description);
        if (warning is null && installed >= SchemaStatus.CurrentVersion)
        {
            warning = await dialect.Partitions.FindWarningAsync(db, cancellationToken);
        }

        return new SchemaStatus(description, installed, SchemaStatus.CurrentVersion, warning);
    }

    private async ValueTask<int?> ReadVersionAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            return await db.SchemaInfo.AsNoTracking()
                .Where(row => row.Id == SchemaInfoRow.SingleId)
                .Select(row => (int?)row.Version)
                .SingleOrDefaultAsync(cancellationToken);
        }
        catch (Exception exception) when (errors.Map(exception) == StoreFault.SchemaMismatch)
        {
            return null;
        }
    }
}
