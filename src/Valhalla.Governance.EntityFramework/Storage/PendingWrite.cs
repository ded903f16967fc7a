using Microsoft.EntityFrameworkCore.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>A write over its retries: it remembers the answer of an attempt whose commit has an unknown end.</summary>
internal sealed class PendingWrite<TState, TResult>(
    IStoreDialect dialect,
    IStoreErrorMapper errors,
    WriteMark mark,
    TState state,
    Func<ValhallaDbContext, TState, CancellationToken, ValueTask<TResult>> write)
{
    private readonly string _id = mark.CreateWriteId();
    private bool _wasSent;
    private TResult _answer = default!;

    public async ValueTask<TResult> RunAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await mark.PrepareAsync(db, cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        if (!await mark.TrySetAsync(db, _id, cancellationToken))
        {
            return _wasSent
                ? _answer
                : throw new ValhallaStoreException(
                    StoreFailure.Busy, "The mark of this write was deleted. Nothing was written; try again.");
        }

        _answer = await write(db, state, cancellationToken);
        _wasSent = true;
        await CommitAsync(transaction);
        return _answer;
    }

    private async ValueTask CommitAsync(IDbContextTransaction transaction)
    {
        try
        {
            // Not cancellable: a commit that was sent has an end, and the caller is told of it.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (errors.Map(exception) == StoreFault.None)
        {
            throw new CommitUnknownException(exception);
        }
    }
}
