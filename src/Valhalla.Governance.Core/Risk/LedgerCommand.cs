using System.Threading.Tasks.Sources;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>
/// One caller's request in a batch. The caller awaits it; the writer completes it after the commit. Deciding may run
/// several times before, so it only ever overwrites the result.
/// </summary>
internal abstract class LedgerCommand(string actor, IdempotencyTicket? ticket)
{
    public string Actor { get; } = actor;

    public IdempotencyTicket? Ticket { get; } = ticket;

    /// <summary>Decides on the book, books there what follows, and sets the result.</summary>
    public abstract void Decide(LedgerBook book);

    /// <summary>Hands the decided result to the caller, who goes on in the pool, or here and now.</summary>
    public abstract void Complete(bool continueHere = false);

    /// <summary>Tells the caller, who goes on in the pool, that nothing was decided.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A command with a result that one caller awaits once.</summary>
internal abstract class LedgerCommand<TResult>(string actor, IdempotencyTicket? ticket)
    : LedgerCommand(actor, ticket), IValueTaskSource<TResult>, IThreadPoolWorkItem
    where TResult : class
{
    private ManualResetValueTaskSourceCore<TResult> _completion;
    private Exception? _failure;

    public ValueTask<TResult> Completion => new(this, _completion.Version);

    protected TResult? Result { get; set; }

    public override void Complete(bool continueHere = false)
    {
        if (continueHere)
        {
            if (Result is { } result)
            {
                _completion.SetResult(result);
            }
            else
            {
                _completion.SetException(new InvalidOperationException("The command was not decided."));
            }

            return;
        }

        // In turn with the callers of the whole batch, and before the next batch is taken.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public override void Fail(Exception exception)
    {
        _failure = exception;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_failure is null)
        {
            Complete(continueHere: true);
        }
        else
        {
            _completion.SetException(_failure);
        }
    }

    TResult IValueTaskSource<TResult>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}
