<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About pieditor</source>
        <translation>Über pieditor</translation>
    </message>
    <message>
        <source>Learns your taste from 10 to 20 favourite pictures. Nothing leaves this computer: no network, no account, no statistics.</source>
        <translation>Lernt den eigenen Geschmack aus 10 bis 20 Lieblingsbildern. Nichts verlässt diesen Computer: kein Netz, kein Konto, keine Statistik.</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0.</source>
        <translation>Freie Software unter der Apache-Lizenz 2.0.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>BatchOptions</name>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Each photo&apos;s own edit</source>
        <translation>Eigene Bearbeitung jedes Fotos</translation>
    </message>
    <message>
        <source>A taste</source>
        <translation>Ein Geschmack</translation>
    </message>
    <message>
        <source>A taste, then each photo&apos;s own filters</source>
        <translation>Ein Geschmack, dann eigene Filter</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>Geschmack</translation>
    </message>
    <message>
        <source>Strength of the taste</source>
        <translation>Stärke des Geschmacks</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Output folder</source>
        <translation>Ausgabeordner</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Volle Größe</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>Keep what exists</source>
        <translation>Vorhandenes behalten</translation>
    </message>
    <message>
        <source>Replace what exists</source>
        <translation>Vorhandenes ersetzen</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>Nummer anhängen</translation>
    </message>
    <message>
        <source>Leave the position out</source>
        <translation>Ortsangabe weglassen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Long edge</source>
        <translation>Lange Kante</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Farbtiefe</translation>
    </message>
    <message>
        <source>If it exists</source>
        <translation>Falls vorhanden</translation>
    </message>
    <message>
        <source>Learn a taste first, or apply each photo&apos;s own edit.</source>
        <translation>Zuerst einen Geschmack lernen lassen oder die eigene Bearbeitung jedes Fotos anwenden.</translation>
    </message>
    <message>
        <source>Choose a folder to write into.</source>
        <translation>Einen Ordner für die Ausgabe wählen.</translation>
    </message>
    <message>
        <source>each photo&apos;s format</source>
        <translation>Format wie das Foto</translation>
    </message>
    <message>
        <source>quality {q}</source>
        <translation>Qualität {q}</translation>
    </message>
    <message>
        <source>{px} px</source>
        <translation>{px} px</translation>
    </message>
    <message>
        <source>keeps what exists</source>
        <translation>Vorhandenes bleibt</translation>
    </message>
    <message>
        <source>replaces what exists</source>
        <translation>Vorhandenes wird ersetzt</translation>
    </message>
    <message>
        <source>numbers what exists</source>
        <translation>Vorhandenes bleibt, Neues mit Nummer</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have no edit and stay as they are.</source>
        <translation>
            <numerusform>%n davon ist unbearbeitet und bleibt, wie es ist.</numerusform>
            <numerusform>%n davon sind unbearbeitet und bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write into this folder</source>
        <translation>In diesen Ordner schreiben</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
</context>
<context>
    <name>BatchTable</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done before</source>
        <translation>Schon fertig</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>{output} exists already</source>
        <translation>{output} ist schon vorhanden</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{output}, {seconds} s</source>
        <translation>{output}, {seconds} s</translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Retry failed</source>
        <translation>Fehlgeschlagene wiederholen</translation>
    </message>
    <message>
        <source>Open output folder</source>
        <translation>Ausgabeordner öffnen</translation>
    </message>
    <message>
        <source>Photos of the batch</source>
        <translation>Fotos im Stapel</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Select photos in the library; they are listed here.</source>
        <translation>Fotos in der Bibliothek auswählen; sie werden hier aufgelistet.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message numerus="yes">
        <source>%n photos are left.</source>
        <translation>
            <numerusform>%n Foto ist noch übrig.</numerusform>
            <numerusform>%n Fotos sind noch übrig.</numerusform>
        </translation>
    </message>
    <message>
        <source>A batch into {folder} was interrupted.</source>
        <translation>Ein Stapel nach {folder} wurde unterbrochen.</translation>
    </message>
    <message>
        <source>A batch in the taste “{taste}” into {folder} was interrupted.</source>
        <translation>Ein Stapel im Geschmack „{taste}“ nach {folder} wurde unterbrochen.</translation>
    </message>
    <message>
        <source>{done} of {total} done</source>
        <translation>{done} von {total} fertig</translation>
    </message>
    <message numerus="yes">
        <source>%n lack something</source>
        <translation>
            <numerusform>%n unvollständig</numerusform>
            <numerusform>%n unvollständig</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} kept</source>
        <translation>{count} behalten</translation>
    </message>
    <message>
        <source>{count} failed</source>
        <translation>{count} fehlgeschlagen</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>{count} übrig</translation>
    </message>
    <message>
        <source>Reading the edits…</source>
        <translation>Bearbeitungen werden gelesen …</translation>
    </message>
    <message>
        <source>Paused; what was begun is being finished</source>
        <translation>Angehalten; Begonnenes wird noch beendet</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message numerus="yes">
        <source>%n photos per minute</source>
        <translation>
            <numerusform>%n Foto pro Minute</numerusform>
            <numerusform>%n Fotos pro Minute</numerusform>
        </translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>BlendPanel</name>
    <message>
        <source>Blend two tastes</source>
        <translation>Zwei Geschmäcker mischen</translation>
    </message>
    <message>
        <source>First taste</source>
        <translation>Erster Geschmack</translation>
    </message>
    <message>
        <source>Second taste</source>
        <translation>Zweiter Geschmack</translation>
    </message>
    <message>
        <source>Share of the second taste</source>
        <translation>Anteil des zweiten Geschmacks</translation>
    </message>
    <message>
        <source>Name of the blend</source>
        <translation>Name der Mischung</translation>
    </message>
    <message>
        <source>Save blend</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Something went wrong inside pieditor; your edits are kept. Log: {path}</source>
        <translation>In pieditor ist etwas schiefgegangen; die Bearbeitungen sind gesichert. Protokoll: {path}</translation>
    </message>
</context>
<context>
    <name>CurveEditor</name>
    <message>
        <source>Drag a point; with Alt its neighbours stay. Double-click resets it all.</source>
        <translation>Einen Punkt ziehen; mit Alt bleiben seine Nachbarn. Doppelklick setzt alles zurück.</translation>
    </message>
</context>
<context>
    <name>DevelopPanel</name>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy settings (Ctrl+C)</source>
        <translation>Einstellungen kopieren (Strg+C)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Paste settings (Ctrl+V)</source>
        <translation>Einstellungen einfügen (Strg+V)</translation>
    </message>
    <message>
        <source>Sync…</source>
        <translation>Abgleichen …</translation>
    </message>
    <message>
        <source>Give the selected photos what was changed here</source>
        <translation>Den ausgewählten Fotos geben, was hier geändert wurde</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Take everything back to the photo as it is</source>
        <translation>Alles zurücknehmen, bis zum unbearbeiteten Foto</translation>
    </message>
</context>
<context>
    <name>DevelopTools</name>
    <message>
        <source>Fit</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Whole photo (0)</source>
        <translation>Ganzes Foto (0)</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>100 % (Z)</source>
        <translation>100 % (Z)</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>200 % (Ctrl+2)</source>
        <translation>200 % (Strg+2)</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Vorheriges Foto</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Before / after (\)</source>
        <translation>Vorher/Nachher (\)</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Side by side (Y)</source>
        <translation>Nebeneinander (Y)</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Geteilt</translation>
    </message>
    <message>
        <source>Split line (Shift+Y)</source>
        <translation>Trennlinie (Umschalt+Y)</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>Vorher/Nachher</translation>
    </message>
    <message>
        <source>Show clipping</source>
        <translation>Clipping anzeigen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
</context>
<context>
    <name>DevelopView</name>
    <message>
        <source>Suggest</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Choose a photo in the Library (G), then press D.</source>
        <translation>Ein Foto in der Bibliothek (G) wählen, dann D drücken.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Choose a photo first.</source>
        <translation>Zuerst ein Foto wählen.</translation>
    </message>
    <message>
        <source>There is no taste yet that could guide.</source>
        <translation>Es gibt noch keinen Geschmack, der leiten könnte.</translation>
    </message>
    <message>
        <source>Learn one…</source>
        <translation>Einen lernen …</translation>
    </message>
    <message>
        <source>{name} was left as it was.</source>
        <translation>{name} blieb, wie es war.</translation>
    </message>
    <message>
        <source>Take the suggestion</source>
        <translation>Vorschlag übernehmen</translation>
    </message>
    <message>
        <source>As opened</source>
        <translation>Wie geöffnet</translation>
    </message>
    <message>
        <source>Back to: {step}</source>
        <translation>Zurück zu: {step}</translation>
    </message>
    <message>
        <source>Snapshot {number}</source>
        <translation>Schnappschuss {number}</translation>
    </message>
    <message>
        <source>Remove snapshot</source>
        <translation>Schnappschuss entfernen</translation>
    </message>
</context>
<context>
    <name>EditModel</name>
    <message>
        <source>{name} was changed by another program; that version is kept as {aside}.</source>
        <translation>{name} wurde von einem anderen Programm geändert; dessen Fassung bleibt als {aside} erhalten.</translation>
    </message>
</context>
<context>
    <name>ExistingDialog</name>
    <message>
        <source>If it exists</source>
        <translation>Falls vorhanden</translation>
    </message>
    <message numerus="yes">
        <source>All %n photos exist in {folder} already.</source>
        <translation>
            <numerusform>%n Foto gibt es in {folder} schon.</numerusform>
            <numerusform>Alle %n Fotos gibt es in {folder} schon.</numerusform>
        </translation>
    </message>
    <message>
        <source>If they are kept, there is nothing to do.</source>
        <translation>Bleiben sie erhalten, gibt es nichts zu tun.</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>Nummer anhängen</translation>
    </message>
    <message>
        <source>Replace what exists</source>
        <translation>Vorhandenes ersetzen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Explain</name>
    <message>
        <source>Choose a photo first.</source>
        <translation>Zuerst ein Foto wählen.</translation>
    </message>
    <message>
        <source>Choose a taste first; Explain shows it as sliders.</source>
        <translation>Zuerst einen Geschmack wählen; „Erklären“ zeigt ihn als Regler.</translation>
    </message>
    <message>
        <source>Back to the taste</source>
        <translation>Zurück zum Geschmack</translation>
    </message>
    <message>
        <source>This taste changes the photo by less than can be seen.</source>
        <translation>Dieser Geschmack ändert das Foto nicht sichtbar.</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>The sliders set before are in these; the photo may look a little different.</source>
        <translation>Was vorher eingestellt war, steckt in diesen Reglern; das Foto kann etwas anders aussehen.</translation>
    </message>
</context>
<context>
    <name>ExplainBlock</name>
    <message>
        <source>Remainder %</source>
        <translation>Rest %</translation>
    </message>
    <message>
        <source>What the look does beyond the sliders</source>
        <translation>Was der Look über die Regler hinaus tut</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Show the taste as sliders (Ctrl+E)</source>
        <translation>Den Geschmack als Regler zeigen (Strg+E)</translation>
    </message>
    <message>
        <source>Back to the taste</source>
        <translation>Zurück zum Geschmack</translation>
    </message>
    <message>
        <source>Take the taste out of the sliders again</source>
        <translation>Den Geschmack wieder aus den Reglern nehmen</translation>
    </message>
    <message>
        <source>Explaining…</source>
        <translation>Wird erklärt…</translation>
    </message>
    <message>
        <source>The sliders carry nearly all of this look ({share}).</source>
        <translation>Die Regler tragen fast den ganzen Look ({share}).</translation>
    </message>
    <message>
        <source>The sliders carry most of this look ({share}).</source>
        <translation>Die Regler tragen den größten Teil des Looks ({share}).</translation>
    </message>
    <message>
        <source>The sliders carry more than half of this look ({share}).</source>
        <translation>Die Regler tragen mehr als die Hälfte des Looks ({share}).</translation>
    </message>
    <message>
        <source>The sliders carry less than half of this look ({share}).</source>
        <translation>Die Regler tragen weniger als die Hälfte des Looks ({share}).</translation>
    </message>
    <message>
        <source>The sliders carry little of this look ({share}).</source>
        <translation>Die Regler tragen wenig von diesem Look ({share}).</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Date taken</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>File time</source>
        <translation>Dateidatum</translation>
    </message>
    <message>
        <source>Any stars</source>
        <translation>Alle Sterne</translation>
    </message>
    <message>
        <source>At least this many stars</source>
        <translation>Mindestens so viele Sterne</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Alle Noten</translation>
    </message>
    <message>
        <source>At least this score</source>
        <translation>Mindestens diese Note</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Any flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Not rejected</source>
        <translation>Nicht abgelehnt</translation>
    </message>
    <message>
        <source>No flag</source>
        <translation>Unmarkiert</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Edited or not</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Not edited</source>
        <translation>Unbearbeitet</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>More about {filter}</source>
        <translation>Mehr zu {filter}</translation>
    </message>
    <message>
        <source>Strength and reset (right click)</source>
        <translation>Stärke und Zurücksetzen (Rechtsklick)</translation>
    </message>
    <message>
        <source>Curve of {channel}</source>
        <translation>Kurve für {channel}</translation>
    </message>
    <message>
        <source>Strength %</source>
        <translation>Stärke %</translation>
    </message>
    <message>
        <source>Reset {filter}</source>
        <translation>{filter} zurücksetzen</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
</context>
<context>
    <name>FolderTree</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photos</source>
        <translation>
            <numerusform>{shown} von %n Foto</numerusform>
            <numerusform>{shown} von %n Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>{selected} selected</source>
        <translation>{selected} ausgewählt</translation>
    </message>
    <message>
        <source>Scores cannot be made. {remedy}</source>
        <translation>Noten sind nicht möglich. {remedy}</translation>
    </message>
    <message>
        <source>Scoring {done} of {all}</source>
        <translation>{done} von {all} benotet</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>Größe der Vorschaubilder</translation>
    </message>
</context>
<context>
    <name>GalleryGrid</name>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>F or Enter likes a picture, X rejects it, \ shows it untouched.</source>
        <translation>F oder Eingabe: gefällt, X: ablehnen, \: unbearbeitet zeigen.</translation>
    </message>
    <message>
        <source>Like (F)</source>
        <translation>Gefällt (F)</translation>
    </message>
    <message>
        <source>Reject (X)</source>
        <translation>Ablehnen (X)</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>Picture {number}, being made</source>
        <translation>Bild {number}, wird erstellt</translation>
    </message>
    <message>
        <source>Picture {number}, {photo}</source>
        <translation>Bild {number}, {photo}</translation>
    </message>
    <message>
        <source>liked</source>
        <translation>gefällt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
</context>
<context>
    <name>GuideMenu</name>
    <message>
        <source>My taste: learn one first…</source>
        <translation>Mein Geschmack: erst einen lernen…</translation>
    </message>
    <message>
        <source>Both: learn a taste first…</source>
        <translation>Beides: erst einen Geschmack lernen…</translation>
    </message>
</context>
<context>
    <name>Guides</name>
    <message>
        <source>Looks good</source>
        <translation>Sieht gut aus</translation>
    </message>
    <message>
        <source>My taste: {name}</source>
        <translation>Mein Geschmack: {name}</translation>
    </message>
    <message>
        <source>Both: good, and {name}</source>
        <translation>Beides: gut und {name}</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Histogram: {crushed} crushed blacks, {blown} blown highlights</source>
        <translation>Histogramm: {crushed} zugelaufene Tiefen, {blown} ausgefressene Lichter</translation>
    </message>
    <message>
        <source>Click to show where (J)</source>
        <translation>Klicken zeigt, wo (J)</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Snapshots</source>
        <translation>Schnappschüsse</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Take a snapshot</source>
        <translation>Einen Schnappschuss aufnehmen</translation>
    </message>
    <message>
        <source>A snapshot keeps the photo as it is now, to come back to.</source>
        <translation>Ein Schnappschuss hält fest, wie das Foto jetzt ist, um dahin zurückzukehren.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Remove the snapshot {name}</source>
        <translation>Den Schnappschuss {name} entfernen</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>Geschmack</translation>
    </message>
    <message>
        <source>Develop</source>
        <translation>Entwickeln</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>Leave whatever is open</source>
        <translation>Schließen, was offen ist</translation>
    </message>
    <message>
        <source>Filmstrip on or off</source>
        <translation>Filmstreifen ein oder aus</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Flag, unflag</source>
        <translation>Markieren, aufheben</translation>
    </message>
    <message>
        <source>Reject photos</source>
        <translation>Fotos ablehnen</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>Einstellungen kopieren</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>Einstellungen einfügen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Develop the photo</source>
        <translation>Foto entwickeln</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Gefällt</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Undo the last pick</source>
        <translation>Letzte Wahl zurücknehmen</translation>
    </message>
    <message>
        <source>Hold: the picture untouched</source>
        <translation>Halten: unbearbeitet</translation>
    </message>
    <message>
        <source>More pictures</source>
        <translation>Weitere Bilder</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>Andere Bilder</translation>
    </message>
    <message>
        <source>Before / after</source>
        <translation>Vorher/Nachher</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Split line</source>
        <translation>Trennlinie</translation>
    </message>
    <message>
        <source>Zoom in, out</source>
        <translation>Vergrößern, verkleinern</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Space+drag</source>
        <translation>Leertaste+Ziehen</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Previous, next photo</source>
        <translation>Voriges, nächstes Foto</translation>
    </message>
    <message>
        <source>Show clipping</source>
        <translation>Clipping anzeigen</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>While Suggest is open</source>
        <translation>Bei offenem Vorschlag</translation>
    </message>
    <message>
        <source>Look at any step</source>
        <translation>Jeden Schritt ansehen</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Leave the photo as it was</source>
        <translation>Foto lassen, wie es war</translation>
    </message>
    <message>
        <source>Sliders and curves</source>
        <translation>Regler und Kurven</translation>
    </message>
    <message>
        <source>Change; with Shift ten steps</source>
        <translation>Ändern; mit Umschalt ×10</translation>
    </message>
    <message>
        <source>Reset; or double-click</source>
        <translation>Zurücksetzen (Doppelklick)</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>Menütaste</translation>
    </message>
    <message>
        <source>Strength, reset</source>
        <translation>Stärke, Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open a folder of photos (Ctrl+O)</source>
        <translation>Einen Ordner mit Fotos öffnen (Strg+O)</translation>
    </message>
    <message>
        <source>Sub-folders too</source>
        <translation>Mit Unterordnern</translation>
    </message>
    <message>
        <source>Show the photos of all folders inside this one too</source>
        <translation>Auch die Fotos aller Ordner darin zeigen</translation>
    </message>
    <message>
        <source>Show the folders</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>Open a folder of photos</source>
        <translation>Einen Ordner mit Fotos öffnen</translation>
    </message>
    <message>
        <source>Drop it here, or choose one.</source>
        <translation>Hier ablegen oder auswählen.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>The last folder was not opened again</source>
        <translation>Der letzte Ordner wurde nicht wieder geöffnet</translation>
    </message>
    <message>
        <source>pieditor ended last time while it was opening {folder}. A damaged file in it may be the cause.</source>
        <translation>Beim letzten Mal endete pieditor, während {folder} geöffnet wurde. Die Ursache kann eine beschädigte Datei darin sein.</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>Trotzdem öffnen</translation>
    </message>
    <message>
        <source>No photos in {folder}</source>
        <translation>Keine Fotos in {folder}</translation>
    </message>
    <message>
        <source>There may be some in the folders inside it.</source>
        <translation>Vielleicht gibt es welche in den Ordnern darin.</translation>
    </message>
    <message>
        <source>Look into sub-folders</source>
        <translation>In Unterordnern suchen</translation>
    </message>
    <message>
        <source>Nor in the folders inside it.</source>
        <translation>Auch nicht in den Ordnern darin.</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>Anderen Ordner wählen …</translation>
    </message>
    <message>
        <source>No photo passes the filters</source>
        <translation>Kein Foto passt zu den Filtern</translation>
    </message>
    <message numerus="yes">
        <source>All %n photos are hidden.</source>
        <translation>
            <numerusform>Das einzige Foto ist ausgeblendet.</numerusform>
            <numerusform>Alle %n Fotos sind ausgeblendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>This folder cannot be shown</source>
        <translation>Dieser Ordner lässt sich nicht anzeigen</translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht …</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>Markierung aufheben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
</context>
<context>
    <name>LiveStrip</name>
    <message>
        <source>Your photos in the taste so far</source>
        <translation>Eigene Fotos im bisherigen Geschmack</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>natural</source>
        <translation>natürlich</translation>
    </message>
    <message>
        <source>bright</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>warm</source>
        <translation>warm</translation>
    </message>
    <message>
        <source>cool</source>
        <translation>kühl</translation>
    </message>
    <message>
        <source>rosy</source>
        <translation>rosig</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>violet</source>
        <translation>violett</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>weich</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>hart</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>gedämpft</translation>
    </message>
    <message>
        <source>vivid</source>
        <translation>kräftig</translation>
    </message>
    <message>
        <source>black &amp; white</source>
        <translation>schwarzweiß</translation>
    </message>
    <message>
        <source>split tone</source>
        <translation>geteilt getont</translation>
    </message>
    <message>
        <source>fade</source>
        <translation>verblasst</translation>
    </message>
    <message>
        <source>{traits} {trait}</source>
        <translation>{traits}, {trait}</translation>
    </message>
</context>
<context>
    <name>Losses</name>
    <message>
        <source>without {parts}</source>
        <translation>ohne {parts}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>Geschmack</translation>
    </message>
    <message>
        <source>Develop</source>
        <translation>Entwickeln</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>Einstellungen kopieren</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>Einstellungen einfügen</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>Erklären</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About pieditor</source>
        <translation>Über pieditor</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>Markierung aufheben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>enhanced</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>The taste “{name}” is saved.</source>
        <translation>Der Geschmack „{name}“ ist gespeichert.</translation>
    </message>
    <message>
        <source>Enhance the folder</source>
        <translation>Ordner bearbeiten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>MarksView</name>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>Picked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>PartsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>{stars} of 5 stars</source>
        <translation>{stars} von 5 Sternen</translation>
    </message>
    <message>
        <source>picked</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>score {score}</source>
        <translation>Note {score}</translation>
    </message>
    <message>
        <source>{name}, with {companion}</source>
        <translation>{name}, mit {companion}</translation>
    </message>
    <message>
        <source>Score {score} of 10</source>
        <translation>Note {score} von 10</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoSettings</name>
    <message>
        <source>There are no settings on this photo yet.</source>
        <translation>Dieses Foto hat noch keine Einstellungen.</translation>
    </message>
    <message>
        <source>Copied: {parts}</source>
        <translation>Kopiert: {parts}</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
    <message>
        <source>What is pasted?</source>
        <translation>Was wird eingefügt?</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Copy the settings of a photo first (Ctrl+C).</source>
        <translation>Zuerst die Einstellungen eines Fotos kopieren (Strg+C).</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message numerus="yes">
        <source>Pasted onto %n photos.</source>
        <translation>
            <numerusform>In %n Foto eingefügt.</numerusform>
            <numerusform>In %n Fotos eingefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Select the other photos in the filmstrip first: Ctrl+click, Shift+click.</source>
        <translation>Zuerst die anderen Fotos im Filmstreifen auswählen: Strg+Klick, Umschalt+Klick.</translation>
    </message>
    <message numerus="yes">
        <source>Give %n other photos these settings of {name}:</source>
        <translation>
            <numerusform>%n anderem Foto diese Einstellungen von {name} geben:</numerusform>
            <numerusform>%n anderen Fotos diese Einstellungen von {name} geben:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n photos</source>
        <translation>
            <numerusform>Auf %n Foto anwenden</numerusform>
            <numerusform>Auf %n Fotos anwenden</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleichen</translation>
    </message>
    <message numerus="yes">
        <source>Changed %n photos.</source>
        <translation>
            <numerusform>%n Foto geändert.</numerusform>
            <numerusform>%n Fotos geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Taste: {name}</source>
        <translation>Geschmack: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n photos have this taste now.</source>
        <translation>
            <numerusform>%n Foto hat jetzt diesen Geschmack.</numerusform>
            <numerusform>%n Fotos haben jetzt diesen Geschmack.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Redone</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>Es gibt nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>The photos have these settings already.</source>
        <translation>Die Fotos haben diese Einstellungen schon.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureDelegate</name>
    <message>
        <source>Untouched</source>
        <translation>Unbearbeitet</translation>
    </message>
</context>
<context>
    <name>ScoreCurve</name>
    <message>
        <source>Steps of the search</source>
        <translation>Schritte der Suche</translation>
    </message>
    <message>
        <source>Drag, or ← →, to look at any step</source>
        <translation>Ziehen oder ← →: jeden Schritt ansehen</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>0 is all of the first taste, 1 all of the second.</source>
        <translation>0 ist ganz der erste Geschmack, 1 ganz der zweite.</translation>
    </message>
    <message>
        <source>Cannot be guided by {name!r}</source>
        <translation>Keine Leitung durch {name!r} möglich</translation>
    </message>
    <message>
        <source>Cannot blend with a mix of {mix:g}</source>
        <translation>Kein Mischen mit dem Anteil {mix:g} möglich</translation>
    </message>
    <message>
        <source>Cannot blend {name!r} and {name_2!r}</source>
        <translation>Kein Mischen von {name!r} und {name_2!r} möglich</translation>
    </message>
    <message>
        <source>Cannot call a taste {name!r}</source>
        <translation>Ein Geschmack kann nicht {name!r} heißen</translation>
    </message>
    <message>
        <source>Cannot explain a taste on no photos</source>
        <translation>Ohne Fotos lässt sich kein Geschmack erklären</translation>
    </message>
    <message>
        <source>Cannot fill the gallery</source>
        <translation>Die Galerie lässt sich nicht füllen</translation>
    </message>
    <message>
        <source>Cannot find the model {name}</source>
        <translation>Das Modell {name} ist nicht zu finden</translation>
    </message>
    <message>
        <source>Cannot find the starter photographs</source>
        <translation>Die Beispielfotos sind nicht zu finden</translation>
    </message>
    <message>
        <source>Cannot import {path}</source>
        <translation>{path} lässt sich nicht importieren</translation>
    </message>
    <message>
        <source>Cannot learn a taste</source>
        <translation>Kein Geschmack gelernt</translation>
    </message>
    <message>
        <source>Cannot learn a taste from no pictures</source>
        <translation>Ohne Bilder lässt sich kein Geschmack lernen</translation>
    </message>
    <message>
        <source>Cannot load the model {name}</source>
        <translation>Das Modell {name} lässt sich nicht laden</translation>
    </message>
    <message>
        <source>Cannot move the taste {name!r} to the trash</source>
        <translation>Der Geschmack {name!r} lässt sich nicht in den Papierkorb legen</translation>
    </message>
    <message>
        <source>Cannot open the folder {path}</source>
        <translation>Der Ordner {path} lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Cannot rate with NIMA</source>
        <translation>Bewerten mit NIMA ist nicht möglich</translation>
    </message>
    <message>
        <source>Cannot reach the scheduler {address}</source>
        <translation>Der Scheduler {address} ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>Cannot read the list of models {path}</source>
        <translation>Die Liste der Modelle {path} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the look {name}</source>
        <translation>Der Look {name} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the looks {path}</source>
        <translation>Die Looks {path} sind nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the picks {picks_path}</source>
        <translation>Die Auswahl {picks_path} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the picks {source}</source>
        <translation>Die Auswahl {source} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the recipe {name}</source>
        <translation>Das Rezept {name} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the recipe {path}</source>
        <translation>Das Rezept {path} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the taste {path}</source>
        <translation>Der Geschmack {path} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read the taste {source}</source>
        <translation>Der Geschmack {source} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot read {path}</source>
        <translation>{path} ist nicht lesbar</translation>
    </message>
    <message>
        <source>Cannot run the networks</source>
        <translation>Die Netze lassen sich nicht ausführen</translation>
    </message>
    <message>
        <source>Cannot search with a taste</source>
        <translation>Keine Suche mit einem Geschmack möglich</translation>
    </message>
    <message>
        <source>Cannot use --scheduler</source>
        <translation>--scheduler ist nicht möglich</translation>
    </message>
    <message>
        <source>Cannot use CUDA</source>
        <translation>CUDA ist nicht möglich</translation>
    </message>
    <message>
        <source>Cannot use the taste {name!r}</source>
        <translation>Der Geschmack {name!r} ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Cannot use the taste {path}</source>
        <translation>Der Geschmack {path} ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Cannot use the triplet scheme</source>
        <translation>Das Triplet-Verfahren ist nicht möglich</translation>
    </message>
    <message>
        <source>Cannot write into {out}</source>
        <translation>In {out} lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Cannot write {path}</source>
        <translation>{path} lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>Change its rights, or ask its owner.</source>
        <translation>Die Rechte ändern oder den Besitzer fragen.</translation>
    </message>
    <message>
        <source>Check its name and that you have the right to read it.</source>
        <translation>Den Namen prüfen, und ob das Recht zum Lesen da ist.</translation>
    </message>
    <message>
        <source>Check its name, and that its disk is there.</source>
        <translation>Den Namen prüfen, und ob der Datenträger angeschlossen ist.</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>Den Namen prüfen.</translation>
    </message>
    <message>
        <source>Check that it is a file and that you have the right to read it.</source>
        <translation>Prüfen, ob es eine Datei ist und das Recht zum Lesen da ist.</translation>
    </message>
    <message>
        <source>Check that the disk is connected, then try again.</source>
        <translation>Prüfen, ob der Datenträger angeschlossen ist, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check the address, and that &apos;dask scheduler&apos; runs there.</source>
        <translation>Die Adresse prüfen, und ob dort „dask scheduler“ läuft.</translation>
    </message>
    <message>
        <source>Check the disk, and write to another one.</source>
        <translation>Den Datenträger prüfen und auf einen anderen schreiben.</translation>
    </message>
    <message>
        <source>Check the file&apos;s name, or export the taste again.</source>
        <translation>Den Dateinamen prüfen oder den Geschmack neu exportieren.</translation>
    </message>
    <message>
        <source>Check the file&apos;s name.</source>
        <translation>Den Dateinamen prüfen.</translation>
    </message>
    <message>
        <source>Check the file&apos;s rights.</source>
        <translation>Die Rechte der Datei prüfen.</translation>
    </message>
    <message>
        <source>Choose a folder of originals and one of finished pictures with the same names; their endings may differ.</source>
        <translation>Einen Ordner mit Originalen und einen mit fertigen Bildern gleicher Namen wählen; die Endungen dürfen sich unterscheiden.</translation>
    </message>
    <message>
        <source>Choose a folder on another disk.</source>
        <translation>Einen Ordner auf einem anderen Datenträger wählen.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Einen kürzeren Namen wählen.</translation>
    </message>
    <message>
        <source>Choose another disk, or a smaller format.</source>
        <translation>Einen anderen Datenträger oder ein kleineres Format wählen.</translation>
    </message>
    <message>
        <source>Choose another folder and try again.</source>
        <translation>Einen anderen Ordner wählen und noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Choose another folder, or change its rights.</source>
        <translation>Einen anderen Ordner wählen oder seine Rechte ändern.</translation>
    </message>
    <message>
        <source>Choose another folder, {folder} for example.</source>
        <translation>Einen anderen Ordner wählen, zum Beispiel {folder}.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose another format, or a smaller long edge.</source>
        <translation>Ein anderes Format oder eine kürzere lange Seite wählen.</translation>
    </message>
    <message>
        <source>Choose another name, or delete or rename the other first.</source>
        <translation>Einen anderen Namen wählen oder zuerst den anderen löschen oder umbenennen.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Choose another output folder; originals are never written.</source>
        <translation>Einen anderen Ausgabeordner wählen; Originale werden nie überschrieben.</translation>
    </message>
    <message>
        <source>Close other programs, then try again.</source>
        <translation>Andere Programme schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Could not enhance {path}</source>
        <translation>{path} wurde nicht verbessert</translation>
    </message>
    <message>
        <source>Dask&apos;s &apos;distributed&apos; is not installed</source>
        <translation>Dasks „distributed“ ist nicht installiert</translation>
    </message>
    <message>
        <source>Did not store the taste {name!r}</source>
        <translation>Der Geschmack {name!r} wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>Did not write {path}</source>
        <translation>{path} wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>End the name with .jpg, .png, .tif, .webp or .avif.</source>
        <translation>Der Name muss auf .jpg, .png, .tif, .webp oder .avif enden.</translation>
    </message>
    <message>
        <source>Export it again as a 3-D .cube file with a domain from 0 to 1.</source>
        <translation>Neu als 3D-.cube-Datei mit dem Bereich von 0 bis 1 exportieren.</translation>
    </message>
    <message>
        <source>Export it again, or learn the taste anew.</source>
        <translation>Neu exportieren oder den Geschmack neu lernen.</translation>
    </message>
    <message>
        <source>Found no before/after pairs</source>
        <translation>Keine Vorher/Nachher-Paare gefunden</translation>
    </message>
    <message>
        <source>Found no photos</source>
        <translation>Keine Fotos gefunden</translation>
    </message>
    <message>
        <source>Free some space, then try again.</source>
        <translation>Platz schaffen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>GeoTIFF&apos;s map coordinates, because the pixels moved</source>
        <translation>die Kartenkoordinaten von GeoTIFF, weil sich die Pixel verschoben haben</translation>
    </message>
    <message>
        <source>Give 10 to 20 finished pictures you like.</source>
        <translation>10 bis 20 fertige Bilder angeben, die gefallen.</translation>
    </message>
    <message>
        <source>Give the file another name.</source>
        <translation>Der Datei einen anderen Namen geben.</translation>
    </message>
    <message>
        <source>IPTC, which {format} cannot hold</source>
        <translation>IPTC, wofür {format} keinen Platz hat</translation>
    </message>
    <message>
        <source>If the file is trustworthy, save a smaller version of it first.</source>
        <translation>Wenn der Datei zu trauen ist, zuerst eine kleinere Fassung davon speichern.</translation>
    </message>
    <message>
        <source>Import them with: pieditor models import FILE.</source>
        <translation>Importieren mit: pieditor models import DATEI.</translation>
    </message>
    <message>
        <source>Install pieditor again.</source>
        <translation>pieditor neu installieren.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;cluster&apos;, or use --shard.</source>
        <translation>pieditor mit dem Extra „cluster“ installieren oder --shard verwenden.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;cpu&apos;, or &apos;cuda&apos; for an NVIDIA card.</source>
        <translation>pieditor mit dem Extra „cpu“ installieren, für eine NVIDIA-Karte mit „cuda“.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;import-models&apos;, or name the same weights as .safetensors.</source>
        <translation>pieditor mit dem Extra „import-models“ installieren oder dieselben Gewichte als .safetensors angeben.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;starter&apos;, or name photos of your own.</source>
        <translation>pieditor mit dem Extra „starter“ installieren oder eigene Fotos angeben.</translation>
    </message>
    <message>
        <source>Install pieditor with the extra &apos;{extra}&apos;, or save it as JPEG, PNG or TIFF in another program.</source>
        <translation>pieditor mit dem Extra „{extra}“ installieren oder das Foto in einem anderen Programm als JPEG, PNG oder TIFF speichern.</translation>
    </message>
    <message>
        <source>It is damaged: leave it out, or copy it again from the card.</source>
        <translation>Es ist beschädigt: Lassen Sie es weg, oder kopieren Sie es erneut von der Karte.</translation>
    </message>
    <message>
        <source>It may still be on its way: try again when it is copied.</source>
        <translation>Vielleicht wird sie noch kopiert: danach noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Learn both again with this version.</source>
        <translation>Beide mit dieser Version neu lernen.</translation>
    </message>
    <message>
        <source>Learn it again from the same favourites with this version.</source>
        <translation>Mit dieser Version aus denselben Favoriten neu lernen.</translation>
    </message>
    <message>
        <source>Learn one with: pieditor taste learn NAME PICTURES.</source>
        <translation>Einen lernen mit: pieditor taste learn NAME BILDER.</translation>
    </message>
    <message>
        <source>Leave it out, or name a photo.</source>
        <translation>Weglassen oder ein Foto angeben.</translation>
    </message>
    <message>
        <source>Leave it out, or save a smaller version of it.</source>
        <translation>Weglassen oder eine kleinere Fassung davon speichern.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>Weglassen.</translation>
    </message>
    <message>
        <source>Make the folder, or choose another one.</source>
        <translation>Den Ordner anlegen oder einen anderen wählen.</translation>
    </message>
    <message>
        <source>Move or delete it yourself, or choose another output folder.</source>
        <translation>Selbst verschieben oder löschen, oder einen anderen Ausgabeordner wählen.</translation>
    </message>
    <message>
        <source>Name a file of weights: Keras&apos; .hdf5 or .h5, or .safetensors.</source>
        <translation>Eine Datei mit Gewichten angeben: .hdf5 oder .h5 von Keras, oder .safetensors.</translation>
    </message>
    <message>
        <source>Name a photo, or the folder&apos;s photos.</source>
        <translation>Ein Foto angeben, oder die Fotos des Ordners.</translation>
    </message>
    <message>
        <source>Name another folder, {folder} for example.</source>
        <translation>Einen anderen Ordner angeben, zum Beispiel {folder}.</translation>
    </message>
    <message>
        <source>Name one, or use the guide &apos;aesthetic&apos;.</source>
        <translation>Einen angeben oder die Leitung „aesthetic“ verwenden.</translation>
    </message>
    <message>
        <source>Name photos that other programs can open.</source>
        <translation>Fotos angeben, die andere Programme öffnen können.</translation>
    </message>
    <message>
        <source>Name photos, or use --recursive to look into sub-folders.</source>
        <translation>Fotos angeben, oder mit --recursive in Unterordner sehen.</translation>
    </message>
    <message>
        <source>Name some with --reject, or leave --scheme out.</source>
        <translation>Einige mit --reject angeben oder --scheme weglassen.</translation>
    </message>
    <message>
        <source>Nothing to explain</source>
        <translation>Nichts zu erklären</translation>
    </message>
    <message>
        <source>Open it in another program; if that fails too, copy it again from the card.</source>
        <translation>In einem anderen Programm öffnen; gelingt auch das nicht, noch einmal von der Karte kopieren.</translation>
    </message>
    <message>
        <source>PNG&apos;s texts {names}</source>
        <translation>die PNG-Texte {names}</translation>
    </message>
    <message>
        <source>Photoshop&apos;s layers</source>
        <translation>die Ebenen von Photoshop</translation>
    </message>
    <message>
        <source>Please report it with the output of &apos;pieditor doctor&apos;.</source>
        <translation>Bitte mit der Ausgabe von „pieditor doctor“ melden.</translation>
    </message>
    <message>
        <source>its embeddings are not as many finite numbers each</source>
        <translation>seine Einbettungen sind nicht je gleich viele endliche Zahlen</translation>
    </message>
    <message>
        <source>the manifest says that it belongs to another {name}</source>
        <translation>laut Manifest gehört es zu einem anderen {name}</translation>
    </message>
    <message>
        <source>Refused the model {name}</source>
        <translation>Das Modell {name} wird nicht verwendet</translation>
    </message>
    <message>
        <source>Remove the file yourself.</source>
        <translation>Die Datei selbst entfernen.</translation>
    </message>
    <message>
        <source>Remove {path} yourself.</source>
        <translation>{path} selbst entfernen.</translation>
    </message>
    <message>
        <source>Save it as JPEG, PNG or TIFF in another program.</source>
        <translation>In einem anderen Programm als JPEG, PNG oder TIFF speichern.</translation>
    </message>
    <message>
        <source>The taste still works; picks cannot be added to it any more.</source>
        <translation>Der Geschmack bleibt verwendbar; neue Wahlen lassen sich nicht mehr hinzufügen.</translation>
    </message>
    <message>
        <source>There is no taste {name!r}</source>
        <translation>Es gibt keinen Geschmack {name!r}</translation>
    </message>
    <message>
        <source>Unknown provider {provider!r}</source>
        <translation>Unbekannter Anbieter {provider!r}</translation>
    </message>
    <message>
        <source>Update pieditor.</source>
        <translation>pieditor aktualisieren.</translation>
    </message>
    <message>
        <source>Use --overwrite to replace it, or choose another name.</source>
        <translation>Mit --overwrite ersetzen oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>Use --provider auto or --provider cpu.</source>
        <translation>--provider auto oder --provider cpu verwenden.</translation>
    </message>
    <message>
        <source>Use a recipe written by pieditor.</source>
        <translation>Ein von pieditor geschriebenes Rezept verwenden.</translation>
    </message>
    <message>
        <source>Use one of {join}.</source>
        <translation>Eines davon verwenden: {join}.</translation>
    </message>
    <message>
        <source>Wait for its end, then try again.</source>
        <translation>Warten Sie ihr Ende ab, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>XMP, because it is damaged</source>
        <translation>XMP, weil es beschädigt ist</translation>
    </message>
    <message>
        <source>XMP, which is larger than a JPEG can hold</source>
        <translation>XMP, weil es größer ist, als ein JPEG fassen kann</translation>
    </message>
    <message>
        <source>a BMP</source>
        <translation>ein BMP</translation>
    </message>
    <message>
        <source>a GIF</source>
        <translation>ein GIF</translation>
    </message>
    <message>
        <source>a GIMP document</source>
        <translation>ein GIMP-Dokument</translation>
    </message>
    <message>
        <source>a JPEG 2000</source>
        <translation>ein JPEG 2000</translation>
    </message>
    <message>
        <source>a JPEG XL</source>
        <translation>ein JPEG XL</translation>
    </message>
    <message>
        <source>a PDF</source>
        <translation>ein PDF</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>a ZIP archive</source>
        <translation>ein ZIP-Archiv</translation>
    </message>
    <message>
        <source>a file is there that pieditor did not write, or that was changed since</source>
        <translation>dort ist eine Datei, die nicht von pieditor ist oder seither geändert wurde</translation>
    </message>
    <message>
        <source>a file of that name is in the way</source>
        <translation>eine Datei dieses Namens ist im Weg</translation>
    </message>
    <message>
        <source>a folder of that name is in the way</source>
        <translation>ein Ordner dieses Namens ist im Weg</translation>
    </message>
    <message>
        <source>a name has 1 to 64 letters, digits, spaces or . , ( ) + &amp; &apos; -, and begins with a letter or digit</source>
        <translation>ein Name hat 1 bis 64 Buchstaben, Ziffern, Leerzeichen oder . , ( ) + &amp; &apos; - und beginnt mit Buchstabe oder Ziffer</translation>
    </message>
    <message>
        <source>a part of XMP, which is missing from the file</source>
        <translation>ein Teil von XMP, der in der Datei fehlt</translation>
    </message>
    <message>
        <source>a part of its path is a file, not a folder</source>
        <translation>ein Teil des Pfads ist eine Datei und kein Ordner</translation>
    </message>
    <message>
        <source>an unexpected {name} ({error})</source>
        <translation>ein unerwarteter Fehler {name} ({error})</translation>
    </message>
    <message>
        <source>another run of pieditor is writing it</source>
        <translation>ein anderer Lauf von pieditor schreibt sie gerade</translation>
    </message>
    <message>
        <source>darktable&apos;s history of edits</source>
        <translation>der Bearbeitungsverlauf von darktable</translation>
    </message>
    <message>
        <source>frames 2 to {last} of the animation</source>
        <translation>die Bilder 2 bis {last} der Animation</translation>
    </message>
    <message>
        <source>it claims {width} × {height} pixels of {size} bytes each, more than the limit of {limit:.0f} megapixels</source>
        <translation>sie gibt {width} × {height} Pixel zu je {size} Byte an, mehr als die Grenze von {limit:.0f} Megapixeln</translation>
    </message>
    <message>
        <source>it does not say &quot;format&quot;: &quot;{format}&quot;</source>
        <translation>darin steht nicht &quot;format&quot;: &quot;{format}&quot;</translation>
    </message>
    <message>
        <source>it does not say its size (LUT_3D_SIZE)</source>
        <translation>die Größe fehlt (LUT_3D_SIZE)</translation>
    </message>
    <message>
        <source>it exists already</source>
        <translation>es ist schon vorhanden</translation>
    </message>
    <message>
        <source>it has no version</source>
        <translation>die Version fehlt</translation>
    </message>
    <message>
        <source>it has numbers that are not finite</source>
        <translation>darin sind Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
        <source>it has {count} colours instead of {wanted}</source>
        <translation>darin sind {count} Farben statt {wanted}</translation>
    </message>
    <message>
        <source>it has {size} nodes per axis instead of 2 to {most}</source>
        <translation>darin sind {size} Knoten je Achse statt 2 bis {most}</translation>
    </message>
    <message>
        <source>it holds nothing but zero bytes</source>
        <translation>sie enthält nur Nullbytes</translation>
    </message>
    <message>
        <source>it is a Keras file, and h5py, which reads those, is not installed</source>
        <translation>es ist eine Keras-Datei, und h5py, das solche liest, ist nicht installiert</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>es ist ein Ordner</translation>
    </message>
    <message>
        <source>it is a folder of the originals</source>
        <translation>es ist ein Ordner der Originale</translation>
    </message>
    <message>
        <source>it is a one-dimensional table</source>
        <translation>es ist eine eindimensionale Tabelle</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>it is far too large</source>
        <translation>die Datei ist viel zu groß</translation>
    </message>
    <message>
        <source>it is larger than 4.3 GB</source>
        <translation>sie ist größer als 4,3 GB</translation>
    </message>
    <message>
        <source>it is neither a Keras file (HDF5) nor a whole safetensors file</source>
        <translation>es ist weder eine Keras-Datei (HDF5) noch eine ganze safetensors-Datei</translation>
    </message>
    <message>
        <source>it is not a picture (it begins like a text file)</source>
        <translation>es ist kein Bild (es beginnt wie eine Textdatei)</translation>
    </message>
    <message>
        <source>it is not an ordinary file</source>
        <translation>es ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>it is not one of the known ones</source>
        <translation>er gehört nicht zu den bekannten</translation>
    </message>
    <message>
        <source>it is of a kind that this version does not know</source>
        <translation>er ist von einer Art, die diese Version nicht kennt</translation>
    </message>
    <message>
        <source>it is of no known photo format, or the file is cut short</source>
        <translation>das Format ist unbekannt, oder die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>it is the folder of the originals</source>
        <translation>es ist der Ordner der Originale</translation>
    </message>
    <message>
        <source>it is the original</source>
        <translation>es ist das Original</translation>
    </message>
    <message>
        <source>it is version {version}, and this pieditor knows up to {newest}</source>
        <translation>es ist Version {version}, und dieses pieditor kennt höchstens {newest}</translation>
    </message>
    <message>
        <source>it is {kind}, which is not supported</source>
        <translation>es ist {kind}, was nicht unterstützt wird</translation>
    </message>
    <message>
        <source>it must lie between 0 and 1</source>
        <translation>er muss zwischen 0 und 1 liegen</translation>
    </message>
    <message>
        <source>it needs pictures you do not like</source>
        <translation>dafür sind Bilder nötig, die nicht gefallen</translation>
    </message>
    <message>
        <source>it takes too long to decode</source>
        <translation>das Dekodieren dauert zu lange</translation>
    </message>
    <message>
        <source>it was made with another embedding model ({model}…, this version has {model_2}…)</source>
        <translation>er stammt von einem anderen Modell ({model}…, diese Version hat {model_2}…)</translation>
    </message>
    <message>
        <source>it would take the place of the photo&apos;s own edit</source>
        <translation>es nähme den Platz der Bearbeitung des Fotos ein</translation>
    </message>
    <message>
        <source>its colour profile cannot be applied ({reason})</source>
        <translation>das Farbprofil lässt sich nicht anwenden ({reason})</translation>
    </message>
    <message>
        <source>its colours are of an unknown kind ({kind})</source>
        <translation>die Farben sind von unbekannter Art ({kind})</translation>
    </message>
    <message>
        <source>its decoder crashes on it ({signal})</source>
        <translation>der Decoder stürzt daran ab ({signal})</translation>
    </message>
    <message>
        <source>its decoder ends without an answer (exit code {code})</source>
        <translation>der Decoder endet ohne Antwort (Exit-Code {code})</translation>
    </message>
    <message>
        <source>its domain does not begin at 0</source>
        <translation>der Bereich beginnt nicht bei 0</translation>
    </message>
    <message>
        <source>its domain does not end at 1</source>
        <translation>der Bereich endet nicht bei 1</translation>
    </message>
    <message>
        <source>its domain does not go from 0 to 1</source>
        <translation>der Bereich reicht nicht von 0 bis 1</translation>
    </message>
    <message>
        <source>its folder does not exist</source>
        <translation>der Ordner dafür ist nicht vorhanden</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>der Dateikopf ist beschädigt</translation>
    </message>
    <message>
        <source>its header is damaged ({reason})</source>
        <translation>der Dateikopf ist beschädigt ({reason})</translation>
    </message>
    <message>
        <source>its header is damaged, or the file is cut short</source>
        <translation>der Dateikopf ist beschädigt, oder die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>its header is not that of a TIFF</source>
        <translation>der Dateikopf ist nicht der eines TIFF</translation>
    </message>
    <message>
        <source>its header promises {size} of pixels, and its {packed} cannot hold them</source>
        <translation>der Dateikopf verspricht {size} an Pixeln, und die {packed} können sie nicht enthalten</translation>
    </message>
    <message>
        <source>its header says that it has no pixels</source>
        <translation>laut Dateikopf gibt es keine Pixel</translation>
    </message>
    <message>
        <source>its header says {claimed} pixels, and it has {found}</source>
        <translation>laut Dateikopf sind es {claimed} Pixel, und vorhanden sind {found}</translation>
    </message>
    <message>
        <source>its name is too long for this disk</source>
        <translation>der Name ist zu lang für diesen Datenträger</translation>
    </message>
    <message>
        <source>its palette is missing</source>
        <translation>die Farbpalette fehlt</translation>
    </message>
    <message>
        <source>its picture data is damaged ({reason})</source>
        <translation>die Bilddaten sind beschädigt ({reason})</translation>
    </message>
    <message>
        <source>its picture data is damaged after {have}</source>
        <translation>die Bilddaten sind nach {have} beschädigt</translation>
    </message>
    <message>
        <source>its picture data is damaged, or packed in a way that is not supported (TIFF compression {number}: {reason})</source>
        <translation>die Bilddaten sind beschädigt oder auf eine Art gepackt, die nicht unterstützt wird (TIFF-Kompression {number}: {reason})</translation>
    </message>
    <message>
        <source>its picture data is damaged: it stops before the last row</source>
        <translation>die Bilddaten sind beschädigt: sie hören vor der letzten Zeile auf</translation>
    </message>
    <message>
        <source>its public weights do not come with pieditor and were not imported yet</source>
        <translation>die öffentlichen Gewichte gehören nicht zu pieditor und sind noch nicht importiert</translation>
    </message>
    <message>
        <source>its raw data is damaged ({reason})</source>
        <translation>die Rohdaten sind beschädigt ({reason})</translation>
    </message>
    <message>
        <source>its samples are laid out as {shape}</source>
        <translation>die Werte sind als {shape} angeordnet</translation>
    </message>
    <message>
        <source>its structure is damaged ({reason})</source>
        <translation>der Aufbau ist beschädigt ({reason})</translation>
    </message>
    <message>
        <source>line {number} cannot be understood</source>
        <translation>Zeile {number} ist nicht verständlich</translation>
    </message>
    <message>
        <source>no picture in {befores} has the name of one in {afters}</source>
        <translation>kein Bild in {befores} heißt wie eines in {afters}</translation>
    </message>
    <message>
        <source>no taste is named</source>
        <translation>kein Geschmack ist angegeben</translation>
    </message>
    <message>
        <source>none of the favourites could be used</source>
        <translation>keiner der Favoriten war verwendbar</translation>
    </message>
    <message>
        <source>none of the photos could be read</source>
        <translation>keines der Fotos war lesbar</translation>
    </message>
    <message>
        <source>one of that name is stored already</source>
        <translation>einer dieses Namens ist schon gespeichert</translation>
    </message>
    <message>
        <source>onnxruntime cannot be loaded ({error})</source>
        <translation>onnxruntime lässt sich nicht laden ({error})</translation>
    </message>
    <message>
        <source>pages 2 to {last}</source>
        <translation>die Seiten 2 bis {last}</translation>
    </message>
    <message>
        <source>pictures 2 to {last} of the file</source>
        <translation>die Bilder 2 bis {last} der Datei</translation>
    </message>
    <message>
        <source>scikit-image and scikit-learn are not installed</source>
        <translation>scikit-image und scikit-learn sind nicht installiert</translation>
    </message>
    <message>
        <source>stored tastes: {listed}</source>
        <translation>gespeicherte Geschmäcker: {listed}</translation>
    </message>
    <message>
        <source>the EXIF tag {tag}, which is larger than a JPEG can hold</source>
        <translation>das EXIF-Feld {tag}, weil es größer ist, als ein JPEG fassen kann</translation>
    </message>
    <message>
        <source>the HDF5 file is damaged ({error})</source>
        <translation>die HDF5-Datei ist beschädigt ({error})</translation>
    </message>
    <message>
        <source>the colour profile, because it is damaged</source>
        <translation>das Farbprofil, weil es beschädigt ist</translation>
    </message>
    <message>
        <source>the comment</source>
        <translation>den Kommentar</translation>
    </message>
    <message>
        <source>the decoder of HEIC is not installed</source>
        <translation>der Decoder für HEIC ist nicht installiert</translation>
    </message>
    <message>
        <source>the disk can only be read</source>
        <translation>der Datenträger lässt sich nur lesen</translation>
    </message>
    <message>
        <source>the disk reported an error</source>
        <translation>der Datenträger hat einen Fehler gemeldet</translation>
    </message>
    <message>
        <source>the edits of Lightroom or Camera Raw, which are not applied</source>
        <translation>die Bearbeitungen von Lightroom oder Camera Raw, die nicht angewendet sind</translation>
    </message>
    <message>
        <source>the end of a comment, which is larger than a JPEG can hold</source>
        <translation>das Ende eines Kommentars, weil er größer ist, als ein JPEG fassen kann</translation>
    </message>
    <message>
        <source>the file ends after {have} of {need}</source>
        <translation>die Datei endet nach {have} von {need}</translation>
    </message>
    <message>
        <source>the file ends after {have}, before its directory at {place}</source>
        <translation>die Datei endet nach {have}, vor ihrem Verzeichnis bei {place}</translation>
    </message>
    <message>
        <source>the file ends in the middle of the picture, after {have}</source>
        <translation>die Datei endet mitten im Bild, nach {have}</translation>
    </message>
    <message>
        <source>the file ends within its header</source>
        <translation>die Datei endet in ihrem Kopf</translation>
    </message>
    <message>
        <source>the file ends within its header, after {have}</source>
        <translation>die Datei endet in ihrem Kopf, nach {have}</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the file is larger than this disk allows</source>
        <translation>die Datei ist größer, als dieser Datenträger erlaubt</translation>
    </message>
    <message>
        <source>the gain map for HDR screens</source>
        <translation>die Gain-Map für HDR-Bildschirme</translation>
    </message>
    <message>
        <source>the last {count} bytes of the file are missing</source>
        <translation>die letzten {count} Byte der Datei fehlen</translation>
    </message>
    <message>
        <source>the maker note, which is larger than a JPEG can hold</source>
        <translation>die Herstellernotiz, weil sie größer ist, als ein JPEG fassen kann</translation>
    </message>
    <message>
        <source>the maker note, which may hold the position</source>
        <translation>die Herstellernotiz, die den Ort enthalten kann</translation>
    </message>
    <message>
        <source>the maker note, whose inner addresses would no longer be right</source>
        <translation>die Herstellernotiz, deren innere Adressen nicht mehr stimmen würden</translation>
    </message>
    <message>
        <source>the manifest does not name it</source>
        <translation>die Modellliste nennt es nicht</translation>
    </message>
    <message>
        <source>the manifest names no guide that belongs to the embedding model</source>
        <translation>die Modellliste nennt keine Leitung, die zum Einbettungsmodell gehört</translation>
    </message>
    <message>
        <source>the other pictures of a multi-picture file</source>
        <translation>die anderen Bilder einer Mehrbilddatei</translation>
    </message>
    <message>
        <source>the panorama&apos;s place on the sphere, because the picture is turned</source>
        <translation>den Platz des Panoramas auf der Kugel, weil das Bild gedreht ist</translation>
    </message>
    <message>
        <source>the system ended its decoder, most likely because memory was used up</source>
        <translation>das System hat den Decoder beendet, vermutlich weil der Speicher aufgebraucht war</translation>
    </message>
    <message>
        <source>the video of the motion photo</source>
        <translation>das Video des Bewegtfotos</translation>
    </message>
    <message>
        <source>there are no photos in {folders}</source>
        <translation>in {folders} sind keine Fotos</translation>
    </message>
    <message>
        <source>there are no pictures in {folders}</source>
        <translation>in {folders} sind keine Bilder</translation>
    </message>
    <message>
        <source>there are none in {folders}</source>
        <translation>in {folders} sind keine</translation>
    </message>
    <message>
        <source>there is no room left on the disk</source>
        <translation>auf dem Datenträger ist kein Platz mehr</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>diese Datei oder diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>there is none here</source>
        <translation>hier ist keine</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>der Arbeitsspeicher reicht nicht</translation>
    </message>
    <message>
        <source>there is not enough memory for it</source>
        <translation>der Arbeitsspeicher reicht dafür nicht</translation>
    </message>
    <message>
        <source>they were made with different embedding models</source>
        <translation>sie stammen von verschiedenen Modellen</translation>
    </message>
    <message>
        <source>two looks are called {min!r}</source>
        <translation>zwei Looks heißen {min!r}</translation>
    </message>
    <message>
        <source>what was attached behind the picture</source>
        <translation>den Anhang hinter dem Bild</translation>
    </message>
    <message>
        <source>you have no right to look there</source>
        <translation>es fehlt das Recht, dort nachzusehen</translation>
    </message>
    <message>
        <source>you have no right to read it</source>
        <translation>es fehlt das Recht zum Lesen</translation>
    </message>
    <message>
        <source>you have no right to write there</source>
        <translation>es fehlt das Recht, dort zu schreiben</translation>
    </message>
    <message>
        <source>your disk quota is used up</source>
        <translation>das Speicherkontingent ist aufgebraucht</translation>
    </message>
    <message>
        <source>{count} damaged or huge PNG texts</source>
        <translation>{count} beschädigte oder riesige PNG-Texte</translation>
    </message>
    <message>
        <source>{count} more EXIF tags, for which a JPEG has no room</source>
        <translation>{count} weitere EXIF-Felder, für die ein JPEG keinen Platz hat</translation>
    </message>
    <message>
        <source>{ending} is not a format pieditor writes</source>
        <translation>{ending} ist kein Format, das pieditor schreibt</translation>
    </message>
    <message>
        <source>{name!r} is missing</source>
        <translation>{name!r} fehlt</translation>
    </message>
    <message>
        <source>{path} cannot be read ({strerror})</source>
        <translation>{path} ist nicht lesbar ({strerror})</translation>
    </message>
    <message>
        <source>{path} is not the file in the manifest (sha256 {found}… instead of {sha256}…)</source>
        <translation>{path} ist nicht die Datei der Modellliste (sha256 {found}… statt {sha256}…)</translation>
    </message>
    <message>
        <source>{what}: {why}. {remedy}</source>
        <translation>{what}: {why}. {remedy}</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>The settings were damaged; they are kept as {path}.</source>
        <translation>Die Einstellungen waren beschädigt; sie bleiben als {path} erhalten.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Grey around the photo</source>
        <translation>Grau um das Foto</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language (at the next start)</source>
        <translation>Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Graphics card (CUDA)</source>
        <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Networks run on (at the next start)</source>
        <translation>Netze rechnen auf (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Photos side by side in a batch</source>
        <translation>Fotos gleichzeitig im Stapel</translation>
    </message>
    <message>
        <source>As the camera showed it</source>
        <translation>Wie in der Kamera</translation>
    </message>
    <message>
        <source>Automatic, photo by photo</source>
        <translation>Automatisch je Foto</translation>
    </message>
    <message>
        <source>Brightness of raw files (at the next start)</source>
        <translation>Raw-Helligkeit (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>Room for thumbnails</source>
        <translation>Platz für Vorschaubilder</translation>
    </message>
    <message>
        <source>Export begins with</source>
        <translation>Export beginnt mit</translation>
    </message>
    <message>
        <source>As the photo</source>
        <translation>Wie das Foto</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Leave the position out</source>
        <translation>Ortsangabe weglassen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>SourceButton</name>
    <message>
        <source>Where the pictures come from</source>
        <translation>Woher die Bilder kommen</translation>
    </message>
    <message>
        <source>My folder, in many looks</source>
        <translation>Eigener Ordner, in vielen Looks</translation>
    </message>
    <message>
        <source>Starter photographs, in many looks</source>
        <translation>Beispielfotos, in vielen Looks</translation>
    </message>
    <message>
        <source>A folder of finished pictures, as they are…</source>
        <translation>Ordner mit fertigen Bildern, wie sie sind …</translation>
    </message>
    <message>
        <source>Take all of a folder as favourites…</source>
        <translation>Alle Bilder eines Ordners als Favoriten …</translation>
    </message>
    <message>
        <source>Learn from before/after pairs…</source>
        <translation>Aus Vorher/Nachher-Paaren lernen …</translation>
    </message>
    <message>
        <source>Starter photographs</source>
        <translation>Beispielfotos</translation>
    </message>
    <message>
        <source>Choose pictures</source>
        <translation>Bilder wählen</translation>
    </message>
    <message>
        <source>Finished: {name}</source>
        <translation>Fertige: {name}</translation>
    </message>
    <message>
        <source>Choose where the pictures come from</source>
        <translation>Wählen, woher die Bilder kommen</translation>
    </message>
</context>
<context>
    <name>StabilityMeter</name>
    <message>
        <source>Stability of the taste</source>
        <translation>Stabilität des Geschmacks</translation>
    </message>
    <message>
        <source>How little the taste would change if one of your favourites were left out.</source>
        <translation>Wie wenig sich der Geschmack änderte, wenn einer der Favoriten fehlte.</translation>
    </message>
    <message>
        <source>Stability</source>
        <translation>Stabilität</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>{part} on</source>
        <translation>{part} ein</translation>
    </message>
    <message>
        <source>{part} off</source>
        <translation>{part} aus</translation>
    </message>
    <message>
        <source>{part} reset</source>
        <translation>{part} zurückgesetzt</translation>
    </message>
    <message>
        <source>No taste</source>
        <translation>Kein Geschmack</translation>
    </message>
    <message>
        <source>Taste: {name}</source>
        <translation>Geschmack: {name}</translation>
    </message>
    <message>
        <source>Taste strength {value}</source>
        <translation>Geschmacksstärke {value}</translation>
    </message>
    <message>
        <source>Remainder {value}</source>
        <translation>Rest {value}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>StopDialog</name>
    <message>
        <source>A batch is running</source>
        <translation>Ein Stapel läuft</translation>
    </message>
    <message>
        <source>{done} of {total} photos are done.</source>
        <translation>{done} von {total} Fotos sind fertig.</translation>
    </message>
    <message>
        <source>When you close now, the others are offered at the next start.</source>
        <translation>Wenn Sie jetzt schließen, werden die übrigen beim nächsten Start angeboten.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
</context>
<context>
    <name>SuggestButton</name>
    <message>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>What guides the search</source>
        <translation>Was die Suche leitet</translation>
    </message>
    <message>
        <source>Search for settings, step by step (Ctrl+U)</source>
        <translation>Schritt für Schritt Einstellungen suchen (Strg+U)</translation>
    </message>
</context>
<context>
    <name>SuggestStrip</name>
    <message>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Search again with another guide</source>
        <translation>Mit anderer Leitung noch einmal suchen</translation>
    </message>
    <message>
        <source>Take this step</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take this step (Enter)</source>
        <translation>Diesen Schritt übernehmen (Enter)</translation>
    </message>
    <message>
        <source>Leave as it was</source>
        <translation>Lassen, wie es war</translation>
    </message>
    <message>
        <source>Leave as it was (Esc)</source>
        <translation>Lassen, wie es war (Esc)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Guide: {guide}</source>
        <translation>Leitung: {guide}</translation>
    </message>
    <message>
        <source>The steps that score higher go too far.</source>
        <translation>Die Schritte mit besserer Note gehen zu weit.</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Stop, and stay with the steps so far</source>
        <translation>Anhalten und bei den bisherigen Schritten bleiben</translation>
    </message>
    <message>
        <source>Search again (Ctrl+U)</source>
        <translation>Noch einmal suchen (Strg+U)</translation>
    </message>
    <message>
        <source>Looking at the photo…</source>
        <translation>Das Foto wird angesehen…</translation>
    </message>
    <message>
        <source>Nothing better was found: the photo is good as it is.</source>
        <translation>Nichts Besseres gefunden: Das Foto ist gut, wie es ist.</translation>
    </message>
    <message>
        <source>Nothing better was found than the photo without filters.</source>
        <translation>Nichts Besseres gefunden als das Foto ohne Filter.</translation>
    </message>
    <message>
        <source>Score {score} of 10</source>
        <translation>Note {score} von 10</translation>
    </message>
    <message>
        <source>Before the search</source>
        <translation>Vor der Suche</translation>
    </message>
    <message>
        <source>Step {number}</source>
        <translation>Schritt {number}</translation>
    </message>
    <message>
        <source>Step {number}, the best</source>
        <translation>Schritt {number}, der beste</translation>
    </message>
</context>
<context>
    <name>Switch</name>
    <message>
        <source>{filter} on</source>
        <translation>{filter} ein</translation>
    </message>
    <message>
        <source>On or off</source>
        <translation>Ein oder aus</translation>
    </message>
</context>
<context>
    <name>TasteBlock</name>
    <message>
        <source>Taste</source>
        <translation>Geschmack</translation>
    </message>
    <message>
        <source>Taste of this photo</source>
        <translation>Geschmack dieses Fotos</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>{name} (as edited)</source>
        <translation>{name} (wie bearbeitet)</translation>
    </message>
    <message>
        <source>Learn one…</source>
        <translation>Einen lernen …</translation>
    </message>
</context>
<context>
    <name>TasteDialogs</name>
    <message>
        <source>Import a taste</source>
        <translation>Geschmack importieren</translation>
    </message>
    <message>
        <source>Export the taste</source>
        <translation>Geschmack exportieren</translation>
    </message>
    <message>
        <source>Tastes (*{suffix})</source>
        <translation>Geschmäcker (*{suffix})</translation>
    </message>
</context>
<context>
    <name>TasteKeeper</name>
    <message>
        <source>There is a taste “{name}” already.</source>
        <translation>Einen Geschmack „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Exported “{name}” to {path}</source>
        <translation>„{name}“ nach {path} exportiert</translation>
    </message>
    <message>
        <source>Deleted “{name}”.</source>
        <translation>„{name}“ gelöscht.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>TasteList</name>
    <message>
        <source>Saved tastes</source>
        <translation>Geschmäcker</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Add a taste from a .taste file</source>
        <translation>Einen Geschmack aus einer .taste-Datei hinzufügen</translation>
    </message>
    <message>
        <source>Tastes that you save appear here.</source>
        <translation>Gespeicherte Geschmäcker erscheinen hier.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use this taste in Develop</source>
        <translation>Diesen Geschmack in Entwickeln verwenden</translation>
    </message>
    <message>
        <source>Add picks</source>
        <translation>Erweitern</translation>
    </message>
    <message>
        <source>More to do with this taste</source>
        <translation>Mehr mit diesem Geschmack tun</translation>
    </message>
    <message>
        <source>Rename, duplicate, blend, export, delete</source>
        <translation>Umbenennen, duplizieren, mischen, exportieren, löschen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Blend with another…</source>
        <translation>Mit einem anderen mischen …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Go on picking for this taste</source>
        <translation>Für diesen Geschmack weiter wählen</translation>
    </message>
    <message>
        <source>The pictures this taste was picked from are not known here</source>
        <translation>Die Bilder, aus denen dieser Geschmack gewählt wurde, sind hier nicht bekannt</translation>
    </message>
</context>
<context>
    <name>TasteMap</name>
    <message>
        <source>Map of favourites and rejects</source>
        <translation>Karte der Favoriten und Ablehnungen</translation>
    </message>
    <message>
        <source>{likes} liked, {rejects} rejected</source>
        <translation>Favoriten: {likes}, abgelehnt: {rejects}</translation>
    </message>
    <message>
        <source>Your picks gather here.</source>
        <translation>Hier sammelt sich die Auswahl.</translation>
    </message>
</context>
<context>
    <name>TasteModel</name>
    <message numerus="yes">
        <source>%n liked</source>
        <translation>
            <numerusform>%n Favorit</numerusform>
            <numerusform>%n Favoriten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n abgelehnt</numerusform>
            <numerusform>%n abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TastePanel</name>
    <message>
        <source>Start over</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Forget these picks and begin a new taste</source>
        <translation>Diese Auswahl vergessen und einen neuen Geschmack beginnen</translation>
    </message>
    <message>
        <source>Name of the taste</source>
        <translation>Name des Geschmacks</translation>
    </message>
    <message>
        <source>Name this taste</source>
        <translation>Geschmack benennen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>{count} of {few}–{many} favourites</source>
        <translation>{count} von {few}–{many} Favoriten</translation>
    </message>
    <message numerus="yes">
        <source>%n more and it is worth saving.</source>
        <translation>
            <numerusform>Noch %n, dann lohnt sich das Speichern.</numerusform>
            <numerusform>Noch %n, dann lohnt sich das Speichern.</numerusform>
        </translation>
    </message>
    <message>
        <source>Plenty. More will hardly change it.</source>
        <translation>Reichlich. Mehr ändert kaum noch etwas.</translation>
    </message>
    <message>
        <source>You are adding to “{name}”.</source>
        <translation>„{name}“ wird erweitert.</translation>
    </message>
    <message>
        <source>Good. Save it, or go on to settle it.</source>
        <translation>Gut. Speichern, oder weiter festigen.</translation>
    </message>
    <message>
        <source>Click pictures you like. A right click or X rejects one; holding one shows it untouched.</source>
        <translation>Bilder anklicken, die gefallen. Rechtsklick oder X lehnt eines ab; gedrückt halten zeigt es unbearbeitet.</translation>
    </message>
</context>
<context>
    <name>TasteView</name>
    <message>
        <source>Undo pick</source>
        <translation>Wahl zurücknehmen</translation>
    </message>
    <message>
        <source>Take the last pick back</source>
        <translation>Die letzte Wahl zurücknehmen</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Other pictures instead of these</source>
        <translation>Andere Bilder statt dieser</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next pictures, chosen by your picks</source>
        <translation>Die nächsten Bilder, nach der bisherigen Auswahl</translation>
    </message>
    <message>
        <source>Finished pictures</source>
        <translation>Fertige Bilder</translation>
    </message>
    <message>
        <source>Open a folder of your photos, and they appear here.</source>
        <translation>Einen Ordner mit eigenen Fotos öffnen, dann erscheinen sie hier.</translation>
    </message>
    <message>
        <source>My photos</source>
        <translation>Eigene Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be read</source>
        <translation>
            <numerusform>%n Datei ist nicht lesbar</numerusform>
            <numerusform>%n Dateien sind nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be read; the first: {problem}</source>
        <translation>
            <numerusform>%n Datei ist nicht lesbar: {problem}</numerusform>
            <numerusform>%n Dateien sind nicht lesbar, als erste: {problem}</numerusform>
        </translation>
    </message>
    <message>
        <source>Started over.</source>
        <translation>Von vorn begonnen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Like a picture, and your photos appear in your taste here.</source>
        <translation>Sobald ein Bild gefällt, erscheinen hier eigene Fotos in diesem Geschmack.</translation>
    </message>
    <message>
        <source>Open a folder to see your photos in your taste here.</source>
        <translation>Einen Ordner öffnen, um hier eigene Fotos im Geschmack zu sehen.</translation>
    </message>
    <message>
        <source>Your photos: before, and in your taste so far</source>
        <translation>Eigene Fotos: vorher und im bisherigen Geschmack</translation>
    </message>
    <message>
        <source>Your photos: before, and in “{name}”</source>
        <translation>Eigene Fotos: vorher und in „{name}“</translation>
    </message>
    <message>
        <source>A folder of your favourites</source>
        <translation>Ein Ordner mit Favoriten</translation>
    </message>
    <message>
        <source>The originals, before</source>
        <translation>Die Originale, vorher</translation>
    </message>
    <message>
        <source>The finished pictures, after</source>
        <translation>Die fertigen Bilder, nachher</translation>
    </message>
    <message>
        <source>Looking at the pictures: {count}</source>
        <translation>Bilder werden betrachtet: {count}</translation>
    </message>
    <message>
        <source>Your photos: before, and in the blend</source>
        <translation>Eigene Fotos: vorher und in der Mischung</translation>
    </message>
    <message>
        <source>You have seen all of these pictures.</source>
        <translation>Das waren alle diese Bilder.</translation>
    </message>
    <message>
        <source>Show the starter photographs</source>
        <translation>Die Beispielfotos zeigen</translation>
    </message>
    <message>
        <source>Choose a folder of finished pictures…</source>
        <translation>Einen Ordner mit fertigen Bildern wählen …</translation>
    </message>
</context>
<context>
    <name>TileDelegate</name>
    <message>
        <source>Cannot be shown: {why}</source>
        <translation>Nicht darstellbar: {why}</translation>
    </message>
</context>
<context>
    <name>ValueSlider</name>
    <message>
        <source>Double-click to reset</source>
        <translation>Doppelklick setzt zurück</translation>
    </message>
    <message>
        <source>{name}, number</source>
        <translation>{name}, Zahl</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Show pieditor what you like</source>
        <translation>pieditor zeigen, was gefällt</translation>
    </message>
    <message>
        <source>Pick 10 to 20 pictures whose look you like. pieditor learns your taste from them and gives it to every photo you take, as strongly as you want. Originals are never written, and nothing leaves this computer.</source>
        <translation>10 bis 20 Bilder wählen, deren Look gefällt. pieditor lernt daraus den eigenen Geschmack und gibt ihn jedem Foto, so stark wie gewünscht. Originale werden nie verändert, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Choose favourites</source>
        <translation>Favoriten wählen</translation>
    </message>
    <message>
        <source>Open a folder first</source>
        <translation>Erst einen Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>Tönung</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Tone curve</source>
        <translation>Gradationskurve</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Black &amp; white</source>
        <translation>Schwarzweiß</translation>
    </message>
    <message>
        <source>Colour curve</source>
        <translation>Farbkurve</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Taste</source>
        <translation>Geschmack</translation>
    </message>
    <message>
        <source>unsettled</source>
        <translation>schwankend</translation>
    </message>
    <message>
        <source>forming</source>
        <translation>festigt sich</translation>
    </message>
    <message>
        <source>stable</source>
        <translation>stabil</translation>
    </message>
</context>
<context>
    <name>_Note</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
</TS>
