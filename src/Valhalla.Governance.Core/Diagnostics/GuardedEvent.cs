namespace Valhalla.Governance.Diagnostics;

/// <summary>Tells the handlers of an event what has happened.</summary>
internal static class GuardedEvent
{
    /// <summary>
    /// Calls every handler. One that throws neither keeps the others from being told nor undoes, for the caller, what
    /// has happened already.
    /// </summary>
    public static void Raise<T>(Action<T>? handlers, T what)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(what);
            }
            catch (Exception)
            {
                // A handler that is not told finds out by itself: all of them also look from time to time.
            }
        }
    }
}
