using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>The clock of a database server: asked now and then, and carried on in between.</summary>
internal sealed class EntityFrameworkStoreClock(IStoreDialect dialect, StoreRetry retry, TimeProvider time)
    : IStoreClock
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(30);

    private volatile Reading? _last;

    public DateTimeOffset Now => _last is { } last ? last.CarriedOn(time) : time.GetStoreNow();

    public ValueTask<DateTimeOffset> GetAsync(CancellationToken cancellationToken) =>
        _last is { } last && time.GetElapsedTime(last.Timestamp) < GoodFor
            ? ValueTask.FromResult(last.CarriedOn(time))
            : ReadAsync(cancellationToken);

    public async ValueTask<DateTimeOffset> ReadAsync(CancellationToken cancellationToken)
    {
        var now = await retry.RunAsync(
            dialect,
            static async (dialect, token) =>
            {
                await using var db = await dialect.CreateContextAsync(token);
                return await dialect.ReadClockAsync(db, token);
            },
            cancellationToken);
        _last = new Reading(now, time.GetTimestamp());
        return now;
    }

    private sealed record Reading(DateTimeOffset At, long Timestamp)
    {
        public DateTimeOffset CarriedOn(TimeProvider time) =>
            StoreTime.Truncate(At + time.GetElapsedTime(Timestamp));
    }
}
