using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.Load.Growth;

/// <summary>The product over an empty database, with the way to fill it by statements.</summary>
internal sealed class GrowthDatabase(GovernedHost host, GrowthSql sql) : IAsyncDisposable
{
    public IKpiStore Kpi => host.Services.GetRequiredService<IKpiStore>();

    public IRetentionStore Retention => host.Services.GetRequiredService<IRetentionStore>();

    public DatabaseSchema Schema => host.Services.GetRequiredService<DatabaseSchema>();

    public static async Task<GrowthDatabase> CreateAsync(StoreKind store) => new(
        await GovernedHost.StartAsync(store), store == StoreKind.Sqlite ? GrowthSql.Sqlite : GrowthSql.PostgreSql);

    /// <summary>Fills whole days, the oldest first; the days end yesterday.</summary>
    public async Task FillAsync(GrowthArguments arguments, Action<int> onDay)
    {
        for (var back = arguments.Days; back > 0; back--)
        {
            var (before, now) = (arguments.Days - back, arguments.Days - back + 1);
            var rows = (now * arguments.Rows / arguments.Days) - (before * arguments.Rows / arguments.Days);
            foreach (var text in new[] { sql.CreateDay, sql.FillDay }.Where(text => text.Length > 0))
            {
                await ExecuteAsync(text
                    .Replace("{back}", back.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("{rows}", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            }

            onDay(now);
        }
    }

    public async Task<(long Table, long Indexes)> ReadSizesAsync() =>
        await WithCommandAsync(sql.Sizes, static async command =>
        {
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return (reader.GetInt64(0), reader.GetInt64(1));
        });

    public Task<int> ExecuteAsync(string text) =>
        WithCommandAsync(text, static command => command.ExecuteNonQueryAsync());

    public async Task<long> ReadAsync(string text) => Convert.ToInt64(
        await WithCommandAsync(text, static command => command.ExecuteScalarAsync()), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task<T> WithCommandAsync<T>(string text, Func<DbCommand, Task<T>> use)
    {
        await using var db = await host.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this program, with numbers put in.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return await use(command);
    }
}
