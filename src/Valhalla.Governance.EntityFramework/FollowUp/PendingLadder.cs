using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.FollowUp;

namespace Valhalla.Governance.EntityFramework.FollowUp;

/// <summary>A ladder that is being stored, while others may store one for the same lead.</summary>
internal sealed class PendingLadder(IStoreDialect dialect, NewLadder ladder, IdempotencyTicket? ticket)
{
    private const int MaxAttempts = 5;

    // Of the attempt whose commit may have been lost on its way back.
    private Guid? _sent;

    public async ValueTask<LadderCreation> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await StoreAsync(cancellationToken);
            }
            catch (DbUpdateException) when (attempt < MaxAttempts)
            {
                // The index that allows a lead one open ladder has refused a second one: the next attempt finds the
                // first one, unless it was closed meanwhile. Any other reason refuses the next attempt, too.
                if (!await HasOpenAsync(cancellationToken) && attempt > 1)
                {
                    throw;
                }
            }
        }
    }

    private async ValueTask<LadderCreation> StoreAsync(CancellationToken cancellationToken)
    {
        using var turn = await dialect.EnterWriteAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        if (ticket is not null && !await dialect.TryTakeKeyAsync(db, ticket, now, cancellationToken))
        {
            return new LadderCreation(
                CreateLadderStatus.AlreadyOpen, [], await StoredAnswers.ReadAsync(db, ticket, cancellationToken));
        }

        var creation = await FindOrAddAsync(db, now, cancellationToken);
        if (creation.Status == CreateLadderStatus.NoContactWindow)
        {
            return creation;
        }

        if (ticket is not null)
        {
            await StoredAnswers.WriteAsync(
                db, ticket, StoredLadder.Write(creation.Status, creation.Tasks), cancellationToken);
        }

        _sent = creation.Tasks[0].LadderId;
        await transaction.CommitAsync(CancellationToken.None);
        return creation;
    }

    private async ValueTask<LadderCreation> FindOrAddAsync(
        ValhallaDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindOpenAsync(db, cancellationToken) is { } open)
        {
            var status = open[0].LadderId == _sent ? CreateLadderStatus.Created : CreateLadderStatus.AlreadyOpen;
            return new LadderCreation(status, open);
        }

        if (ladder.TasksAt(now) is not { } tasks)
        {
            return new LadderCreation(CreateLadderStatus.NoContactWindow, []);
        }

        FollowUpTaskRow[] rows = [.. tasks.Select(FollowUpTaskRow.Of)];
        db.FollowUpTasks.AddRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        return new LadderCreation(CreateLadderStatus.Created, [.. rows.Select(row => row.ToTask())]);
    }

    private async ValueTask<bool> HasOpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        return await FindOpenAsync(db, cancellationToken) is not null;
    }

    private async ValueTask<IReadOnlyList<FollowUpTask>?> FindOpenAsync(
        ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var leadId = ladder.Request.LeadId;
        var ids = db.FollowUpTasks
            .Where(row => row.LeadId == leadId && row.Status == "pending")
            .Select(row => row.LadderId);
        var rows = await db.FollowUpTasks.AsNoTracking()
            .Where(row => ids.Contains(row.LadderId))
            .OrderBy(row => row.Step)
            .ToListAsync(cancellationToken);
        return rows.Count == 0 ? null : rows.ConvertAll(row => row.ToTask());
    }
}
