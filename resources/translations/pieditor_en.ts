<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>BatchOptions</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them have no edit and stay as they are.</source>
        <translation>
            <numerusform>%n of them has no edit and stays as it is.</numerusform>
            <numerusform>%n of them have no edit and stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchView</name>
    <message numerus="yes">
        <source>%n photos are left.</source>
        <translation>
            <numerusform>%n photo is left.</numerusform>
            <numerusform>%n photos are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lack something</source>
        <translation>
            <numerusform>%n lacks something</numerusform>
            <numerusform>%n lack something</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos per minute</source>
        <translation>
            <numerusform>%n photo per minute</numerusform>
            <numerusform>%n photos per minute</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExistingDialog</name>
    <message numerus="yes">
        <source>All %n photos exist in {folder} already.</source>
        <translation>
            <numerusform>%n photo exists in {folder} already.</numerusform>
            <numerusform>All %n photos exist in {folder} already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{shown} of %n photos</source>
        <translation>
            <numerusform>{shown} of %n photo</numerusform>
            <numerusform>{shown} of %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message numerus="yes">
        <source>All %n photos are hidden.</source>
        <translation>
            <numerusform>The only photo is hidden.</numerusform>
            <numerusform>All %n photos are hidden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksView</name>
    <message numerus="yes">
        <source>%n stars</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoSettings</name>
    <message numerus="yes">
        <source>Pasted onto %n photos.</source>
        <translation>
            <numerusform>Pasted onto %n photo.</numerusform>
            <numerusform>Pasted onto %n photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Give %n other photos these settings of {name}:</source>
        <translation>
            <numerusform>Give %n other photo these settings of {name}:</numerusform>
            <numerusform>Give %n other photos these settings of {name}:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply to %n photos</source>
        <translation>
            <numerusform>Apply to %n photo</numerusform>
            <numerusform>Apply to %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changed %n photos.</source>
        <translation>
            <numerusform>Changed %n photo.</numerusform>
            <numerusform>Changed %n photos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos have this taste now.</source>
        <translation>
            <numerusform>%n photo has this taste now.</numerusform>
            <numerusform>%n photos have this taste now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasteModel</name>
    <message numerus="yes">
        <source>%n liked</source>
        <translation>
            <numerusform>%n liked</numerusform>
            <numerusform>%n liked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rejected</source>
        <translation>
            <numerusform>%n rejected</numerusform>
            <numerusform>%n rejected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TastePanel</name>
    <message numerus="yes">
        <source>%n more and it is worth saving.</source>
        <translation>
            <numerusform>%n more and it is worth saving.</numerusform>
            <numerusform>%n more and it is worth saving.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TasteView</name>
    <message numerus="yes">
        <source>%n files cannot be read</source>
        <translation>
            <numerusform>%n file cannot be read</numerusform>
            <numerusform>%n files cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be read; the first: {problem}</source>
        <translation>
            <numerusform>%n file cannot be read: {problem}</numerusform>
            <numerusform>%n files cannot be read; the first: {problem}</numerusform>
        </translation>
    </message>
</context>
</TS>
